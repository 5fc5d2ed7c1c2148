### 샌드박스의 예제입니다. 이름과, 무엇을 해 볼지, 매니페스트를 쓴 이가 어디서
### 틀렸는지를 적습니다. 매니페스트 자체는 쓰인 그대로입니다.

example-empty = 빈 편집기
    .note =
        { -node } 셋과 방문자 { -pod } 하나뿐, 다른 것은 없습니다. { -manifest }를 직접 쓰거나, 다른 예제를
        골라 뜯어보십시오.
example-hostname-service = NodePort, 영어로 된 노트에서
    .note =
        노트에는 { -service }만 있습니다. 그래서 `app: echo-hostname` { -label }을 달고 80 포트에서
        기다리는 { -pod } 둘을 여기에 더했습니다. { -pod }가 어디서 실행되든 두 { -node } 모두 30163
        포트에서 답합니다.

        노트는 NodePort { -service }가 ClusterIP { -service }로 이어진다고 말합니다. { -cluster-ip }도
        함께 얻는 것은 맞습니다. 하지만 { -packet }의 경로를 한 단계씩 따라가 보십시오. 한 번 고쳐
        쓰는 것으로 { -node }의 포트에서 곧장 { -pod }로 갑니다.
example-my-service = ClusterIP, 중국어로 된 노트에서
    .note =
        노트는 { -pod }가 80 포트에서 기다린다고 말하지만 { -pod }는 들어 있지 않습니다. 그래서 정말
        그렇게 하는 { -pod } 둘을 여기에 더했습니다. 그런데 `targetPort`는 9376이고 그곳에서는 아무도
        기다리지 않습니다. 방문자는 **거부**당합니다.

        `targetPort: 80`으로 바꾸면 답합니다. `port`와 `targetPort` 가운데 프로그램이 기다리는 포트와
        같아야 하는 것은 뒤의 것뿐입니다.
example-my-service-external-ip = 외부 IP, 같은 노트에서
    .note =
        이대로는 거부됩니다. `protocol: http`라는 것은 없기 때문입니다. { -service }는 TCP, UDP, SCTP를
        다루며 그 속은 들여다보지 않습니다. HTTP는 TCP에 실려 갑니다. `protocol: TCP`라고 적은 다음
        `targetPort`도 고치십시오. { -pod }는 80 포트에서 기다립니다.

        그러고 나면 `80.11.12.10` 주소로 보낸 요청이 답을 받습니다. 단, 누군가 이 주소를 { -node }로
        라우팅해 주어야 하며, 여기서는 바깥의 네트워크가 그렇게 합니다. Kubernetes 1.36은 이 필드가
        사용 중단 예정(deprecated)이라고 경고합니다.
example-svc-1-cluster-ip = ClusterIP, 한국어로 된 노트에서
    .note =
        `k8s-node1` 노드에 묶인 { -pod }와, 유형을 적지 않아 ClusterIP가 된 { -service }입니다. `test/app`
        { -image }가 8080 포트에서 기다린다는 것은 이 실습실이 알고 있습니다. 안에서는 9000 포트가
        답하고, 밖에서는 아무것도 답하지 않습니다.
example-svc-1-node-port = Local인 NodePort, 같은 노트에서
    .note =
        `externalTrafficPolicy: Local`이고, 하나뿐인 { -pod }는 `k8s-node1` 노드에 묶여 있습니다. 그래서
        30000 포트는 `k8s-node1` 노드에서만 답합니다. `k8s-node2` 노드에서는 { -packet }이 드롭되고
        노트북은 하염없이 기다립니다.

        노트는 어느 { -node }의 포트든 그 { -pod }로 이어진다고 말합니다. 기본값인 `Cluster`였다면
        그랬을 것입니다.
example-svc-1-load-balancer = LoadBalancer, 같은 노트에서
    .note =
        노트는 { -node }를 30000 포트로 호출하라고 합니다. 하지만 이 { -service }에는 `nodePort`가 적혀
        있지 않아 Kubernetes가 다른 번호를 골랐습니다. 무엇이 저장되었는지 보십시오. 보통은
        { -load-balancer }의 주소로, 9000 포트를 통해 들어옵니다.
example-headless = 헤드리스: 자기 주소가 없는 서비스
    .note =
        `clusterIP: None`이면 가상 주소도 규칙도 없습니다. DNS가 준비된 모든 { -pod }의 주소를 답하고,
        호출자가 그중 하나를 고릅니다. 그래서 `port`는 아무 역할도 하지 않습니다. 호출자는
        { -pod } 자신의 포트를 씁니다.
example-external-name = ExternalName: 이름을 가리키는 이름
    .note =
        { -pod }도, 주소도, 규칙도 없습니다. DNS는 `billing`이 `billing.example.com`의 다른 이름일
        뿐이라고 답하고, { -packet }은 그리로 갑니다. 가는 길에 이 { -service }의 어떤 것도 { -packet }을 건드리지
        않습니다.
example-ingress = 인그레스와 그 컨트롤러
    .note =
        { -ingress }는 데이터일 뿐입니다. 자기 { -service }를 가진 { -pod }인 { -controller }가 그것을 읽고, 호스트와 경로를
        보고, 뒤의 { -pod }를 직접 호출합니다. 터미널에서 { -load-balancer }의 주소로 이렇게 해 보십시오:
        `curl --resolve shop.example:80:주소 http://shop.example/cart`
