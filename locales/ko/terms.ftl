### 고정 용어집입니다. 한 대상에는 한 낱말만 쓰고 어디서나 똑같이 씁니다. 코드 속의
### Kubernetes 이름은 늘 영어로 둡니다. "not:" 주석에는 같은 뜻으로 쓰지 않는 낱말을
### 적으며, 콘텐츠 검사가 이를 찾아냅니다.

## 오브젝트 종류

-service = 서비스
-services = 서비스
# not: 포드
-pod = 파드
-pods = 파드
-deployment = 디플로이먼트
-deployments = 디플로이먼트
-replicaset = 레플리카셋
-endpointslice = 엔드포인트슬라이스
-endpointslices = 엔드포인트슬라이스
-namespace = 네임스페이스
-container = 컨테이너
-configmap = 컨피그맵
-ingress = 인그레스
-networkpolicy = 네트워크폴리시
-statefulset = 스테이트풀셋
-ingressclass = 인그레스클래스
-autoscaler = 수평 파드 오토스케일러
-endpoints-object = 엔드포인츠

## 클러스터

-node = 노드
-nodes = 노드
-cluster = 클러스터
-image = 이미지
-replica = 레플리카
-manifest = 매니페스트
-object = 오브젝트
-field = 필드
# not: 라벨
-label = 레이블
-labels = 레이블
-annotation = 어노테이션
# not: 선택자
-selector = 셀렉터
-control-plane = 컨트롤 플레인
-controller = 컨트롤러
-workload = 워크로드

## 네트워크

-endpoint = 엔드포인트
-endpoints = 엔드포인트
-cluster-ip = 클러스터 IP
-virtual-ip = 가상 IP
-external-ip = 외부 IP 주소
-ip-address = IP 주소
-port = 포트
-node-port = 노드 포트
-load-balancer = 로드 밸런서
-load-balancing = 로드 밸런싱
-packet = 패킷
-traffic = 트래픽
# not: 외부 트래픽 폴리시
-external-traffic-policy = 외부 트래픽 정책
-internal-traffic-policy = 내부 트래픽 정책
-session-affinity = 세션 어피니티
# not: 소스 주소
-source-address = 출발지 주소
-destination-address = 목적지 주소
-masquerade = 마스커레이딩
-hairpin = 헤어핀
-round-robin = 라운드-로빈
-proxy-mode = 프록시 모드
-rule = 규칙
-dns-record = DNS 레코드
-environment-variable = 환경 변수
-client = 클라이언트
-backend = 백엔드
-topology = 토폴로지
-zone = 영역

## 시작과 끝

-readiness = 준비 상태
-readiness-probe = 준비성 프로브
-liveness-probe = 활성 프로브
-health-check = 헬스 체크
-rolling-update = 롤링 업데이트
-rollout = 롤아웃
-graceful-termination = 정상 종료
-terminating = 종료 중
-timeout = 타임아웃
# not: 원하는 상태
-desired-state = 의도한 상태

## 실습실

-hint = 힌트
-exercise = 연습 문제
-solution = 풀이
