### 글에서 찾은 문제가 종류마다 무엇을 뜻하는지 풀이합니다. Kubernetes 자체의 말은
### 나란히 보이며 번역하지 않습니다. 각각 네 부분입니다. .title은 짧은 제목,
### .what은 뜻, .why는 Kubernetes가 그것을 요구하는 이유, .mend는 고치는 법입니다.
### 어디서나 $path는 Kubernetes가 적는 대로의 필드(spec.ports[0].nodePort)이고,
### $subject는 문제가 된 값이나 이름이며, 쓰이지 않을 수도 있습니다.

## Reading YAML

explain-yaml-syntax =
    .title = YAML이 아닙니다
    .what = 이곳부터는 텍스트를 YAML로 읽을 수 없어서, 이 뒤로는 아무것도 효력이 없습니다.
    .why = YAML은 공백과 기호로 뜻을 나타냅니다. 들여쓰기가 한 번 어긋나거나 따옴표 하나가 닫히지 않으면, 무엇이 무엇에 딸린 것인지 아무도 알 수 없습니다.
    .mend = 이 줄과 바로 윗줄을 보십시오. 알맞은 필드 아래에 있습니까? 따옴표는 모두 닫혔습니까? 콜론(:) 뒤마다 공백이 있습니까?
explain-yaml-tab =
    .title = 공백 대신 탭
    .what = 이 줄은 탭 문자로 들여썼습니다.
    .why = 탭의 너비는 편집기마다 제각각이므로, YAML은 들여쓰기에 공백만 허용합니다.
    .mend = 탭을 한 단계마다 공백 두 개로 바꾸십시오.
explain-yaml-too-large =
    .title = 여기서 읽기에는 너무 큽니다
    .what = 이 실습실에서 다루기에는 텍스트가 너무 길거나, 너무 깊거나, 되풀이가 너무 많습니다.
    .why = 브라우저 안의 페이지는 늘 빨라야 하므로 실습실은 정해진 크기에서 멈춥니다. Kubernetes에도 한계가 있지만 훨씬 더 큽니다.
    .mend = 일부를 덜어 내거나 텍스트를 둘로 나누십시오.
explain-yaml-not-json =
    .title = Kubernetes가 받을 수 없는 YAML
    .what = YAML이기는 하지만 JSON으로는 나타낼 수 없습니다. 목록이나 매핑을 키로 썼거나, `.nan` 같은 숫자입니다.
    .why = Kubernetes는 { -object }를 JSON으로 저장하고 주고받습니다. JSON에 담을 수 없는 것은 받을 수 없습니다.
    .mend = 키에는 보통의 문자열을, 값에는 보통의 숫자를 쓰십시오. 엉뚱한 곳에 놓인 `:`나 `?`가 뜻하지 않게 이런 키를 만드는 일이 많습니다.
# $subject is the key.
explain-duplicate-key =
    .title = 같은 키가 두 번
    .what = `{ $subject }` 키가 같은 자리에 두 번 나옵니다. kubectl은 말없이 마지막 것을 쓰고, 앞의 것은 사라집니다.
    .why = 매핑에는 키마다 값을 하나만 담을 수 있습니다. 흔히 두 { -manifest } 사이에 `---`가 빠져서, 둘이 하나로 붙어 버린 경우입니다.
    .mend = 둘 중 하나를 지우거나, { -manifest } 사이에 `---`를 넣으십시오.
explain-missing-kind =
    .title = 이것은 무엇입니까?
    .what = { -manifest }는 자신이 무엇인지 `apiVersion`과 `kind`로 밝혀야 합니다. 그중 하나가 없습니다.
    .why = 다른 모든 것이 여기에 달려 있습니다. 어떤 필드가 있는지, 누가 그 { -object }를 돌보는지가 여기서 정해집니다.
    .mend = { -service }라면 맨 위에 `apiVersion: v1`과 `kind: Service`를 적으십시오.
# $subject is the kind as written.
explain-unknown-kind =
    .title = 그런 종류는 없습니다
    .what = 이 `apiVersion`에는 `{ $subject }` 종류가 없습니다.
    .why = 종류는 이 둘을 함께 보고 찾으며, 대문자와 소문자를 가립니다. { -deployment }(Deployment)는 `apps/v1`에, { -service }(Service)는 `v1`에 있습니다.
    .mend = 철자와 첫 대문자, 그리고 그 종류가 어느 `apiVersion`에 속하는지 확인하십시오.
# $subject is the field's name.
explain-unknown-field =
    .title = 없는 필드
    .what = Kubernetes는 이 자리에서 `{ $subject }` 필드를 모릅니다.
    .why = 아무도 읽지 않는 필드는 마치 작동하는 것처럼 보일 것입니다. 그래서 kubectl은 서버에 엄격하게 살피라고 요청하고, { -manifest } 전체가 거부됩니다.
    .mend = 철자, 대문자와 소문자, 들여쓰기를 확인하십시오. 필드는 맞는데 한 단계 더 안쪽이나 바깥쪽에 있는 경우가 많습니다.
# $path is the field.
explain-wrong-type =
    .title = 종류가 다른 값
    .what = `{ $path }` 필드에는 종류가 다른 값이 와야 합니다. 값의 종류에는 숫자, 문자열, 참이나 거짓, 목록, 매핑이 있습니다.
    .why = YAML은 값이 적힌 모양을 보고 종류를 짐작합니다. `80`은 숫자, `"80"`은 문자열이고, `yes`는 참을 뜻합니다.
    .mend = 따옴표를 붙이거나 떼십시오. 목록은 항목마다 앞에 `- `를 붙여 적습니다.
# $subject is the kind.
explain-not-simulated =
    .title = 이 실습실에 없는 것
    .what = Kubernetes에는 `{ $subject }` 종류가 있지만, 이 실습실은 그것을 흉내 내지 않습니다.
    .why = 이 실습실은 { -service }와, { -service }로 { -packet }을 나르는 모든 것을 다룹니다. 있는 척하기보다는 없다고 말하는 편을 택했습니다.
    .mend = 여기서는 이 { -manifest }를 빼십시오. 실제 { -cluster }에서는 올바른 것일 수 있습니다.

## Names and labels

# $subject is the name.
explain-invalid-name =
    .title = 쓸 수 없는 이름
    .what = `{ $subject }` 이름은 여기서 허용되지 않습니다.
    .why = 이름은 주소와 DNS 이름의 일부가 됩니다. 그래서 소문자와 숫자와 `-`로 이루어지고(종류에 따라 `.`도 허용됩니다), 영문자나 숫자로 시작하고 끝납니다. { -service } 이름은 최대 63자입니다.
    .mend = 소문자, 숫자, `-`만 쓰십시오.
explain-name-required =
    .title = 이름이 없습니다
    .what = { -object }에는 모두 `metadata.name`(또는 `generateName`)이 있어야 합니다.
    .why = { -object }는 종류, { -namespace }, 이름을 합쳐 알아봅니다. 이것이 없으면 다시 찾을 수 없습니다.
    .mend = `metadata:` 아래에 `name:`을 더하십시오.
# $subject is the key.
explain-invalid-label-key =
    .title = 형식이 맞지 않는 레이블 키
    .what = `{ $subject }` 값은 { -label }의 키가 될 수 없습니다.
    .why = 키는 많은 프로그램이 한 글자씩 비교합니다. 영문자, 숫자, `-`, `_`, `.`로 최대 63자이며, 그 앞에 도메인과 `/`를 둘 수 있습니다.
    .mend = `app`처럼 단순한 키를 고르십시오.
# $subject is the value.
explain-invalid-label-value =
    .title = 형식이 맞지 않는 레이블 값
    .what = `{ $subject }` 값은 { -label }의 값이 될 수 없습니다.
    .why = { -selector }가 이 값을 비교하므로 짧고 단순해야 합니다. 영문자, 숫자, `-`, `_`, `.`로 최대 63자이며, 영문자나 숫자로 시작하고 끝납니다. 비어 있어도 됩니다.
    .mend = 공백과 다른 기호를 빼십시오. 자유로운 텍스트는 `annotations`에 적습니다.
# $subject is the key.
explain-invalid-annotation-key =
    .title = 형식이 맞지 않는 어노테이션 키
    .what = `{ $subject }` 값은 { -annotation }의 키가 될 수 없습니다.
    .why = 키는 { -label }의 키와 같은 규칙을 따르고, 값만 자유롭습니다.
    .mend = 영문자, 숫자, `-`, `_`, `.`를 쓰고, `/`는 도메인 뒤에 한 번까지만 쓰십시오.
# $path is the field.
explain-invalid-metadata =
    .title = 메타데이터가 잘못되었습니다
    .what = `{ $path }` 필드가 필요한 형식이 아닙니다.
    .why = finalizer와 owner reference는 { -object }가 언제 사라져도 되는지를 Kubernetes에 알려 줍니다. 잘못되면 { -object }가 영영 남을 수 있습니다.
    .mend = 일부러 적은 필드가 아니라면 지우십시오. { -controller }가 채워 넣습니다.

## Finding objects

# $subject is the namespace.
explain-namespace-not-found =
    .title = 그런 네임스페이스는 없습니다
    .what = `{ $subject }` 네임스페이스가 없습니다.
    .why = { -object }는 이미 있는 { -namespace }에 들어갑니다. Kubernetes가 알아서 만들어 주지는 않습니다.
    .mend = 먼저 { -namespace }를 만들거나(`kind: Namespace`), `namespace:`를 빼서 `default`를 쓰십시오.
# $subject is the name.
explain-already-exists =
    .title = 이미 있습니다
    .what = 이 종류의 { -object } 가운데 `{ $subject }` 이름을 가진 것이 이미 있습니다.
    .why = `create`는 새 { -object }를 만들기만 합니다. `apply`는 만들거나 바꿉니다.
    .mend = `kubectl apply`를 쓰거나 다른 이름을 고르십시오.
# $subject is the name.
explain-not-found =
    .title = 찾지 못했습니다
    .what = 이 { -namespace }에는 `{ $subject }` 이름을 가진 것이 없습니다.
    .why = 이름은 한 { -namespace } 안에서만, 한 글자씩 비교해 찾습니다.
    .mend = 철자와 { -namespace }(`-n`)를 확인하십시오.
explain-conflict =
    .title = 누군가 먼저 바꿨습니다
    .what = 읽은 뒤에 다른 누군가가 이 { -object }를 바꾸었습니다.
    .why = 막지 않으면 서로 모르는 사이에 이쪽의 변경이 그쪽의 변경을 되돌릴 것입니다. `resourceVersion`이 이를 알려 줍니다.
    .mend = { -object }를 다시 읽어 새 버전에서 고친 다음, 그것을 보내십시오.

## Ports

# $subject is the number.
explain-port-out-of-range =
    .title = 그런 포트는 없습니다
    .what = `{ $subject }` 값은 포트가 아닙니다.
    .why = TCP, UDP, SCTP의 포트는 1부터 65535까지입니다.
    .mend = 1부터 65535까지의 숫자를 적으십시오.
explain-ports-required =
    .title = 포트가 없는 서비스
    .what = 이 { -service }에는 `ports`가 없습니다.
    .why = { -service }는 포트를 보고 넘깁니다. 포트가 없으면 규칙에 아무것도 들어맞지 않습니다. 포트 없이 지낼 수 있는 것은 헤드리스 { -service }와 `ExternalName` 유형의 { -service }뿐입니다.
    .mend = `- port:`가 하나 이상 들어 있는 `ports:`를 더하십시오.
explain-port-name-required =
    .title = 포트가 여럿인데 이름 없는 것이 있음
    .what = 포트가 둘 이상이면 포트마다 `name`이 있어야 합니다.
    .why = { -endpoint } 목록은 포트 이름별로 관리됩니다. 이름이 없으면 어느 것이 어느 것의 짝인지 아무도 알 수 없습니다.
    .mend = 모든 포트에 `http`, `metrics` 같은 짧은 `name`을 붙이십시오.
# $subject is the name.
explain-duplicate-port-name =
    .title = 한 이름에 포트 둘
    .what = `{ $subject }` 이름이 두 포트에 붙어 있습니다.
    .why = { -endpoint }와 DNS 등은 이름으로 포트를 가려냅니다.
    .mend = 둘 중 하나의 이름을 바꾸십시오.
# $subject is the name.
explain-invalid-port-name =
    .title = 형식이 맞지 않는 포트 이름
    .what = `{ $subject }` 값은 포트의 이름이 될 수 없습니다.
    .why = { -service }의 포트 이름은 { -dns-record }의 일부가 되므로 소문자, 숫자, `-`로 적습니다. { -container }의 포트 이름은 같은 문자로 최대 15자이고 영문자가 하나 이상 있어야 합니다.
    .mend = `http`처럼 소문자로 된 짧은 이름을 고르십시오.
explain-duplicate-port =
    .title = 같은 포트가 두 번
    .what = 두 항목의 번호와 프로토콜이 모두 같습니다.
    .why = 둘은 같은 주소의 같은 자리가 되므로, { -packet }이 어느 쪽 것인지 가릴 수 없습니다.
    .mend = 하나를 지우거나, 하나의 `port`나 `protocol`을 다르게 하십시오.
# $subject is the text.
explain-target-port-name-needs-letter =
    .title = 따옴표 속의 숫자는 이름입니다
    .what = `targetPort`에 문자열을 적으면 포트의 이름이 되는데, `{ $subject }` 이름에는 영문자가 없습니다.
    .why = `targetPort: 8080`은 숫자이고, `targetPort: "8080"`은 이름이 8080인 포트일 것입니다. 아무도 둘을 헷갈리지 않도록 이름에는 영문자가 하나 이상 있어야 합니다.
    .mend = 따옴표를 떼십시오.
# $subject is the name.
explain-invalid-target-port-name =
    .title = 형식이 맞지 않는 `targetPort` 이름
    .what = `{ $subject }` 값은 { -container } 포트의 이름이 될 수 없습니다.
    .why = 이런 이름은 소문자, 숫자, `-`로 최대 15자이고, 영문자가 하나 이상 있어야 합니다. `-`로 시작하거나 끝나서는 안 됩니다.
    .mend = { -container }의 `ports` 아래에 있는 이름을 그대로 적거나, 번호를 적으십시오.
# $subject is the protocol as written.
explain-invalid-protocol =
    .title = 그런 프로토콜은 없습니다
    .what = `{ $subject }` 값은 { -service }가 나를 수 있는 프로토콜이 아닙니다.
    .why = { -service }는 포트를 다루므로, 쓸 수 있는 것은 대문자로 적은 `TCP`, `UDP`, `SCTP`입니다. HTTP는 TCP에 실려 가고, { -service }는 그 속을 들여다보지 않습니다.
    .mend = `protocol: TCP`라고 적거나 그 줄을 빼십시오. HTTP라는 것은 `appProtocol: http`로 밝힐 수 있습니다.
# $subject is the number.
explain-node-port-out-of-range =
    .title = 노드 포트 범위 밖
    .what = `{ $subject }` 번은 { -node }가 { -service }를 위해 남겨 둔 포트가 아닙니다.
    .why = 대개 30000부터 32767까지인 이 범위는, { -node } 자체의 프로그램에 필요한 포트를 { -service }가 차지하지 못하도록 따로 떼어 둔 것입니다.
    .mend = 30000부터 32767까지의 숫자를 고르거나, `nodePort`를 빼고 Kubernetes가 고르게 하십시오.
# $subject is the number.
explain-node-port-taken =
    .title = 이미 쓰이는 노드 포트
    .what = 다른 { -service }가 이미 { -node-port } `{ $subject }` 번을 가지고 있습니다.
    .why = { -node-port }는 모든 { -node }에서 열리므로 한 { -service }에만 속할 수 있습니다. TCP와 UDP는 예약을 함께 씁니다.
    .mend = 다른 숫자를 고르거나 `nodePort`를 빼십시오.
explain-duplicate-node-port =
    .title = 노드 포트 하나를 두 포트가 요구함
    .what = 이 { -service }의 두 항목이 같은 `nodePort`를 요구합니다.
    .why = { -node }의 그 포트로 온 { -packet }이 어느 쪽 것인지 가릴 수 없을 것입니다.
    .mend = 각각 다른 번호를 주거나, 하나를 빼십시오.
explain-node-port-not-for-type =
    .title = 이 유형에는 노드 포트가 없습니다
    .what = { -node }에 포트를 열지 않는 { -service }에 `nodePort`가 적혀 있습니다.
    .why = 포트를 여는 것은 `NodePort`와 `LoadBalancer`뿐입니다. `ClusterIP`에서라면 이 줄은 있지도 않은 문을 약속하는 셈입니다.
    .mend = `type: NodePort`를 더하거나 `nodePort`를 지우십시오.
explain-health-check-node-port-not-for-type =
    .title = 답할 헬스 체크가 없습니다
    .what = `healthCheckNodePort`는 `type: LoadBalancer`이면서 `externalTrafficPolicy: Local`일 때만 쓸 수 있습니다.
    .why = 그때에만 { -node }마다 { -traffic }을 받을 수 있는지가 다르고, 그것을 묻는 것은 { -load-balancer }뿐입니다.
    .mend = 이 필드를 지우거나, 나머지 둘을 모두 적으십시오.
# $subject is the number.
explain-health-check-node-port-refused =
    .title = 쓸 수 없는 헬스 체크 포트
    .what = `{ $subject }` 번은 { -node-port } 범위 밖이거나 이미 쓰이고 있습니다.
    .why = 이 포트도 { -node-port }처럼 모든 { -node }에서 열리고, 같은 범위에서 나옵니다.
    .mend = `healthCheckNodePort`를 빼십시오. Kubernetes가 빈 것을 고릅니다.

## Kinds of Service and addresses

# $subject is the type as written.
explain-invalid-service-type =
    .title = 그런 서비스 유형은 없습니다
    .what = `{ $subject }` 값은 유형이 아닙니다.
    .why = 유형은 넷이며 꼭 이렇게 적습니다. `ClusterIP`, `NodePort`, `LoadBalancer`, `ExternalName`입니다. 헤드리스 { -service }는 유형이 아니라 `clusterIP: None`입니다.
    .mend = 넷 가운데 하나를 대문자까지 똑같이 적으십시오.
# $subject is the text.
explain-invalid-ip-address =
    .title = IP 주소가 아닙니다
    .what = `{ $subject }` 값은 IP 주소가 아닙니다.
    .why = 여기에는 이름이 아니라 주소를 적습니다. 앞에 0을 붙이지 않은 0부터 255까지의 숫자 넷이거나 IPv6 주소입니다.
    .mend = `192.0.2.10` 같은 주소를 적으십시오.
# $subject is the address.
explain-special-ip-address =
    .title = 따로 뜻이 있는 주소
    .what = `{ $subject }` 주소는 여기에 쓸 수 없습니다. "바로 이 머신", "이 회선 안에서만" 같은 뜻이 있기 때문입니다.
    .why = `127.0.0.1`이나 `169.254.0.1` 같은 주소는 그 머신이나 회선을 벗어나지 않습니다. 이런 주소에 규칙을 두면 호출자가 길을 잃습니다.
    .mend = 다른 머신이 닿을 수 있는 주소를 쓰십시오.
# $subject is the text.
explain-invalid-cidr =
    .title = 주소 대역이 아닙니다
    .what = `{ $subject }` 값은 대역이 아닙니다.
    .why = 대역은 주소, 슬래시, 그리고 고정할 비트 수로 적습니다. `203.0.113.0/24`처럼 적으며, 주소 하나는 `203.0.113.7/32`입니다.
    .mend = 이 형식으로 적으십시오.
# $subject is the address.
explain-cluster-ip-out-of-range =
    .title = 서비스 대역 밖
    .what = `{ $subject }` 주소는 이 { -cluster }가 { -service }를 위해 남겨 둔 주소가 아닙니다.
    .why = 이 주소가 { -pod }나 { -node }, 여러분의 네트워크 주소와 부딪치는 일이 없도록, 대역은 { -cluster }를 만들 때 정해집니다.
    .mend = `clusterIP`를 빼십시오. Kubernetes가 하나를 고릅니다.
# $subject is the address.
explain-cluster-ip-taken =
    .title = 이미 쓰이는 클러스터 IP
    .what = 다른 { -service }가 `{ $subject }` 주소를 가지고 있습니다.
    .why = { -cluster-ip }는 한 { -service }가 있는 동안 그 { -service }에만 속합니다.
    .mend = `clusterIP`를 빼거나 빈 주소를 고르십시오.
explain-cluster-ips-mismatch =
    .title = 서로 어긋나는 두 필드
    .what = `clusterIP`와 `clusterIPs`의 첫 항목이 다릅니다.
    .why = 둘은 같은 것을 두 번 말합니다. `clusterIP`는 더 오래된 필드이고, `clusterIPs`에는 다른 주소 패밀리의 둘째 주소도 담을 수 있습니다.
    .mend = `clusterIP`만 적거나 둘을 같게 하십시오.
explain-immutable-cluster-ip =
    .title = 클러스터 IP는 바뀌지 않습니다
    .what = { -service }가 있는 동안에는 그 { -cluster-ip }를 바꾸거나 없앨 수 없습니다.
    .why = 바뀌지 않는다는 것이 바로 { -service }가 있는 이유입니다. 호출자도, DNS의 답도, 규칙도 여기에 의존합니다.
    .mend = 그대로 두십시오. 다른 주소가 필요하면 { -service }를 삭제하고 새로 만드십시오.
explain-headless-not-for-type =
    .title = 헤드리스와 열린 문은 함께 쓸 수 없습니다
    .what = `clusterIP: None`은 안에서만 쓰는 것입니다. `NodePort`나 `LoadBalancer` 유형의 { -service }에는 { -cluster-ip }가 있어야 합니다.
    .why = 헤드리스 { -service }에는 규칙이 전혀 없고 DNS뿐이므로, { -node }에 문을 내도 이어질 곳이 없습니다.
    .mend = `clusterIP: None`을 지우거나 `type: ClusterIP`를 쓰십시오. 이미 있는 것을 바꾸려면 삭제하고 다시 만드십시오.
# $subject is the family.
explain-invalid-ip-family =
    .title = 그런 주소 패밀리는 없습니다
    .what = `{ $subject }` 값은 `ipFamilies`에 올 수 없습니다.
    .why = `IPv4`와 `IPv6` 둘뿐이고, 각각 한 번까지만 적을 수 있습니다.
    .mend = 하나 또는 둘 다 적거나, 필드를 빼십시오.
# $subject is the family.
explain-ip-family-not-configured =
    .title = 이 클러스터에는 그런 주소가 없습니다
    .what = 이 { -cluster }에는 `{ $subject }` 대역이 없습니다.
    .why = { -cluster }가 어떤 주소 패밀리를 쓰는지는 만들 때 정해집니다. 이 { -cluster }는 그런 주소를 내줄 수 없습니다.
    .mend = `ipFamilies`를 빼고, `RequireDualStack`을 요구하지 마십시오.
explain-ip-family-policy-conflict =
    .title = 패밀리와 정책이 어긋납니다
    .what = `ipFamilyPolicy`는 패밀리 하나라고 하는데 둘 이상이 적혀 있거나, 그 반대입니다.
    .why = `SingleStack`은 주소가 꼭 하나라는 뜻입니다. 두 패밀리를 모두 쓰려면 `PreferDualStack`이나 `RequireDualStack`이 필요합니다.
    .mend = 두 필드를 모두 빼거나, 서로 맞게 적으십시오.
explain-external-name-required =
    .title = 어떤 이름입니까?
    .what = `ExternalName` 유형의 { -service }에는 `externalName`이 있어야 합니다.
    .why = 이 { -service }는 DNS의 별칭일 뿐이므로, 무엇의 별칭인지 말해야 합니다.
    .mend = `db.example.com` 같은 DNS 이름으로 `externalName:`을 더하십시오.
# $subject is the name.
explain-invalid-external-name =
    .title = DNS 이름이 아닙니다
    .what = `{ $subject }` 값은 외부 이름이 될 수 없습니다.
    .why = 이 이름은 { -dns-record }가 됩니다. 그러려면 소문자와 점으로 된 이름이어야 하며, `https://`도, 경로도, 포트도, 대문자도 안 됩니다.
    .mend = `api.example.com`처럼 머신의 이름만 남기십시오.
# $path is the field.
explain-not-for-external-name =
    .title = ExternalName에는 쓸 수 없습니다
    .what = `{ $path }` 필드는 `ExternalName` 유형의 { -service }에 올 수 없습니다.
    .why = 이런 { -service }에는 주소도 규칙도 없습니다. 이름을 가리키는 이름일 뿐입니다. 이 필드가 작용할 대상이 없습니다.
    .mend = 필드를 지우거나 다른 유형을 고르십시오.
# $path is the field.
explain-load-balancer-only =
    .title = LoadBalancer 유형에서만
    .what = `{ $path }` 필드는 `type`이 `LoadBalancer`일 때만 적을 수 있습니다.
    .why = 이 필드는 { -load-balancer }를 만드는 쪽에 하는 말입니다. 다른 유형에서는 읽는 이가 없습니다.
    .mend = `type: LoadBalancer`로 바꾸거나 필드를 지우십시오.
explain-traffic-policy-not-for-type =
    .title = 밖에서 오는 호출이 없습니다
    .what = `externalTrafficPolicy`는 밖에서 닿을 수 있는 { -service }에만 쓸 수 있습니다.
    .why = 이 필드는 밖에서 온 호출을 { -node }가 어떻게 다룰지 정합니다. 보통의 `ClusterIP` { -service }에는 `externalIPs`가 없는 한 그런 호출이 없습니다.
    .mend = `type: NodePort`나 `LoadBalancer`로 바꾸거나 필드를 지우십시오. 안에서 온 호출을 위해서는 `internalTrafficPolicy`가 있습니다.
# $subject is the number.
explain-affinity-timeout-out-of-range =
    .title = 너무 짧거나 너무 깁니다
    .what = 호출자가 한 { -pod }에 머무는 시간으로 `{ $subject }` 초는 쓸 수 없습니다.
    .why = 0보다 크고 86400초, 곧 하루 이하여야 합니다. 기본값은 10800초, 곧 세 시간입니다.
    .mend = 1부터 86400까지의 숫자를 적으십시오.
# $subject is the text.
explain-invalid-app-protocol =
    .title = 형식이 맞지 않는 `appProtocol`
    .what = `{ $subject }` 값은 `appProtocol`이 될 수 없습니다.
    .why = 이것은 { -load-balancer }나 메시(mesh)에 주는 단서입니다. `http` 같은 알려진 이름이거나, `example.com/mine`처럼 자기 도메인을 앞에 붙인 이름입니다.
    .mend = 그런 이름을 적거나 필드를 빼십시오.
# $subject is the text.
explain-invalid-load-balancer-class =
    .title = 형식이 맞지 않는 `loadBalancerClass`
    .what = `{ $subject }` 값은 클래스가 될 수 없습니다.
    .why = 클래스는 { -load-balancer }를 누가 만들지 가리키며, `example.com/internal`처럼 { -label }의 키와 같은 꼴로 적습니다.
    .mend = 제공자가 알려 주는 이름을 쓰거나 필드를 빼십시오.

## Values

# $path is the field; $subject the value.
explain-unsupported-value =
    .title = 고를 수 있는 값이 아닙니다
    .what = `{ $subject }` 값은 `{ $path }` 필드에 올 수 있는 값이 아닙니다.
    .why = 이 필드에는 정해진 목록에서 고른 값만 쓸 수 있고, 대문자와 소문자를 가립니다. Kubernetes가 메시지에서 그 목록을 알려 줍니다.
    .mend = 메시지의 목록에서 하나를 고르십시오.
# $path is the field.
explain-immutable-field =
    .title = 바꿀 수 없는 값
    .what = `{ $path }` 필드는 { -object }가 만들어지고 나면 고정됩니다.
    .why = 다른 것들이 여기에 의존합니다. 예를 들어 { -selector }가 바뀌면, 앞서 만든 { -pod }가 갑자기 누구의 것도 아니게 됩니다.
    .mend = 예전 값으로 되돌리거나, { -object }를 삭제하고 새로 만드십시오.
explain-pod-update-forbidden =
    .title = 파드는 바꾸지 않고 교체합니다
    .what = 실행 중인 { -pod }에서는 { -image }와 { -label } 말고는 거의 아무것도 바꿀 수 없습니다.
    .why = 이미 시작한 프로그램에 나중에 다른 포트나 명령을 줄 수는 없습니다.
    .mend = { -pod }를 삭제하고 새로 만들거나, { -deployment }의 템플릿을 바꾸십시오. 그러면 { -deployment }가 대신 그 일을 합니다.
# $path is the field.
explain-required-field =
    .title = 빠진 것이 있습니다
    .what = `{ $path }` 필드를 반드시 적어야 합니다.
    .why = Kubernetes에는 여기에 쓸 기본값이 없고, 짐작할 수도 없습니다.
    .mend = 필드와 값을 더하십시오.
# $path is the field; $subject the number.
explain-number-out-of-range =
    .title = 너무 작거나 너무 큽니다
    .what = `{ $subject }` 값은 `{ $path }` 필드의 범위를 벗어납니다.
    .why = Kubernetes가 메시지에서 그 한계를 알려 줍니다.
    .mend = 그 안의 숫자를 고르십시오.
# $path is the field.
explain-invalid-value =
    .title = 있을 수 없는 값
    .what = `{ $path }` 필드의 값이 필요한 형식이 아닙니다.
    .why = 어떤 형식인지는 Kubernetes가 메시지에서 말해 줍니다. 흔히 패턴과 예를 함께 보여 줍니다.
    .mend = 적은 값을 메시지의 예와 한 글자씩 비교해 보십시오.
# $path is the field.
explain-forbidden-field =
    .title = 여기에는 쓸 수 없습니다
    .what = `{ $path }` 필드는 이 자리에, 또는 나머지와 함께 쓸 수 없습니다.
    .why = 서로 함께 쓸 수 없는 필드가 있고, Kubernetes만 채워 넣는 필드도 있습니다. 어느 쪽인지는 메시지에 나와 있습니다.
    .mend = 이 필드를 지우거나, 함께 쓸 수 없는 다른 필드를 지우십시오.
# $subject is the value.
explain-duplicate-value =
    .title = 같은 값이 두 번
    .what = 항목이 서로 달라야 하는 목록에 `{ $subject }` 값이 두 번 나옵니다.
    .why = 이 목록의 항목은 바로 이 값으로 서로를 가립니다.
    .mend = 하나를 지우거나 이름을 바꾸십시오.
# $path is the field.
explain-too-many =
    .title = 너무 많습니다
    .what = `{ $path }` 필드에 허용된 것보다 많이 들어 있습니다.
    .why = { -object }가 끝없이 커지지 않도록 목록과 문자열에는 한계가 있습니다. 그 한계는 메시지에 나와 있습니다.
    .mend = 일부를 덜어 내십시오.
# $subject is the name.
explain-unknown-reference =
    .title = 가리키는 것이 없습니다
    .what = 여기서 `{ $subject }` 이름을 가리키지만, 이 { -object }에는 그런 이름을 가진 것이 없습니다.
    .why = 예를 들어 { -container }는 자기 { -pod }에 선언된 볼륨만 쓸 수 있습니다.
    .mend = 그것을 선언하거나 이름을 바로잡으십시오.

## Selectors and templates

explain-selector-mismatch =
    .title = 자기 파드를 알아보지 못할 것입니다
    .what = { -selector }가 `template`의 { -label }과 맞지 않습니다.
    .why = { -deployment }는 { -pod }를 만들고도 자기 것인 줄 모르고 또 만들기를 끝없이 되풀이할 것입니다. 그래서 Kubernetes가 거부합니다.
    .mend = `selector.matchLabels`를 `template.metadata` 아래의 { -label }과 같게 하십시오.
explain-empty-selector =
    .title = 아무것도 가려내지 않는 셀렉터
    .what = { -selector }가 비어 있는데, 여기서는 반드시 가려내야 합니다.
    .why = 빈 { -selector }는 남의 것까지 포함해 { -namespace }의 모든 { -pod }를 뜻하게 됩니다.
    .mend = { -label }이 하나 이상 있는 `matchLabels`를 더하십시오.
# $path is the field.
explain-invalid-selector =
    .title = 형식이 맞지 않는 셀렉터
    .what = `{ $path }` 필드는 쓸 수 있는 { -selector }가 아닙니다.
    .why = `In`과 `NotIn`에는 값의 목록이 있어야 하고, `Exists`와 `DoesNotExist`에는 없어야 합니다.
    .mend = 간단한 경우에는 키와 값으로 된 `matchLabels`를 쓰십시오.
explain-rolling-update-stuck =
    .title = 나아갈 수 없는 업데이트
    .what = `maxSurge`와 `maxUnavailable`이 모두 0입니다.
    .why = { -pod }가 원하는 수보다 하나도 더 많거나 적을 수 없다면, 예전 것을 새것으로 바꿀 길이 없습니다.
    .mend = 둘 중 하나를 1로 바꾸거나 둘 다 빼십시오.
# $subject is the text.
explain-invalid-percent =
    .title = 숫자도 백분율도 아닙니다
    .what = `{ $subject }` 값은 정수도 백분율도 아닙니다.
    .why = 여기에는 `1` 같은 개수나 `25%` 같은 비율을 적습니다.
    .mend = 둘 중 하나를 적으십시오.
explain-container-port-required =
    .title = 번호 없는 포트
    .what = { -container }의 `ports` 아래에 `containerPort`가 없는 항목이 있습니다.
    .why = 항목 하나는 포트 하나를 설명하며, 번호가 그 핵심입니다.
    .mend = `containerPort:`를 더하십시오. 참고로 이것은 아무것도 열지 않습니다. 읽는 사람에게 알려 주고 포트에 이름을 붙일 뿐입니다.
# $path is the field.
explain-container-incomplete =
    .title = 시작할 수 없는 컨테이너
    .what = `{ $path }` 필드가 없습니다. { -pod }에는 { -container }가 하나 이상 있어야 하고, { -container }마다 이름과 { -image }가 있어야 합니다.
    .why = { -image }가 없으면 실행할 프로그램이 없습니다.
    .mend = { -container }에 `name:`과 `image:`를 더하십시오.

## Changing and exhausting

explain-patch-refused =
    .title = 들어맞지 않는 변경
    .what = 변경을 { -object } 위에 겹칠 수 없습니다. 어딘가에서 값의 종류가 다릅니다.
    .why = `kubectl apply`는 적은 매니페스트와 { -object }의 차이만 보냅니다. 둘을 합치기 전에 종류를 살피므로, 새 { -object }일 때와는 메시지가 다릅니다.
    .mend = 따옴표 속의 숫자나, 목록이 올 자리에 있는 문자열을 찾아보십시오.
explain-pool-exhausted =
    .title = 남은 것이 없습니다
    .what = { -cluster }의 대역에 빈 주소나 { -node-port }가 남아 있지 않습니다.
    .why = 대역과 범위는 정해져 있고, { -service }마다 거기서 하나씩 가져갑니다.
    .mend = 아무도 쓰지 않는 { -service }를 삭제하십시오.

## Accepted all the same

# $path is the field.
explain-deprecated =
    .title = 앞으로 없어질 예정입니다
    .what = `{ $path }` 필드 또는 거기 적힌 값은 아직 통하지만 사용 중단 예정(deprecated)입니다.
    .why = Kubernetes에 더 나은 것이 있고, 이것은 언젠가 없어집니다. 무엇을 쓸지는 메시지에 나와 있습니다.
    .mend = 메시지가 알려 주는 것을 쓰십시오.
# $path is the field.
explain-ignored-field =
    .title = 여기서는 효과가 없습니다
    .what = `{ $path }` 필드는 받아들여졌지만, 아무 일도 일어나지 않습니다.
    .why = 이 필드는 다른 설정이 함께 있어야 작용하는데, 그 설정이 없습니다.
    .mend = 지우거나, 필요한 것을 더하십시오.
# $path is the field; $subject the value.
explain-non-standard-value =
    .title = 달리 적는 편이 낫습니다
    .what = `{ $path }` 필드의 `{ $subject }` 값은 받아들여졌지만, 표준 방식으로 적힌 것이 아닙니다.
    .why = 다른 프로그램은 이것을 다르게 읽을 수 있습니다. 앞에 0이 붙은 IPv4 주소가 그런 예입니다.
    .mend = 흔히 쓰는 형식으로 적으십시오.
# $path is the field.
explain-hidden-entry =
    .title = 다른 항목에 가려졌습니다
    .what = `{ $path }` 필드의 한 항목이 뒤에 나오는 같은 이름의 항목에 가려집니다.
    .why = 키가 같은 항목들 가운데 마지막 것만 효력이 있습니다.
    .mend = 뜻하지 않은 것을 지우십시오.
# $path is the field.
explain-overlapping-entry =
    .title = 서로 부딪치는 항목
    .what = `{ $path }` 필드는 받아들여졌지만, 여기 두 항목이 같은 { -port }나 같은 파일을 쓰려고 합니다.
    .why = 서로를 가릴 수 있고, 어느 쪽이 효력을 가질지 확실하지 않습니다.
    .mend = 항목마다 다른 { -port }나 경로를 쓰십시오.
explain-name-no-host-name =
    .title = 호스트 이름이 될 수 없는 이름
    .what = 이름은 받아들여졌지만, { -pod }의 이름은 호스트 이름도 됩니다. 이 이름은 점이 있거나 63자를 넘어서 알맞지 않습니다.
    .why = 호스트 이름은 DNS 이름의 한 부분입니다. 프로그램이 점 뒤를 도메인으로 여길 수 있습니다.
    .mend = 소문자, 숫자, 하이픈으로 된 63자 이하의 이름을 고르십시오.
# $path is the field.
explain-selects-nothing =
    .title = 어떤 { -pod }도 고르지 않는 { -selector }
    .what = `{ $path }` 필드가 없습니다. { -selector }가 없으면 { -pod }를 하나도 고르지 않습니다.
    .why = 빈 { -selector }는 모두를 고르지만, 없는 { -selector }는 하나도 고르지 않습니다. 그래서 이 규칙은 아무 일도 하지 않습니다.
    .mend = 대상이 되는 { -pod }의 { -label }을 적으십시오.
