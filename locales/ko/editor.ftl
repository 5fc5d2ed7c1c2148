### 코드 편집기가 쓰는 말입니다.

editor-phrase-control-character = 제어 문자
editor-phrase-diagnostics = 문제
editor-phrase-no-diagnostics = 문제 없음
editor-phrase-close = 닫기
editor-phrase-completions = 제안
editor-phrase-selection-deleted = 선택 영역을 지웠습니다
editor-phrase-no-field = 여기에는 필드가 없습니다

ui-field-explain = 커서 위치의 필드 설명
ui-field-default = 기본값
ui-field-values = 쓸 수 있는 값
ui-field-required = 필수
