### 코드 편집기가 쓰는 말입니다.

editor-phrase-control-character = 제어 문자
editor-phrase-diagnostics = 문제
editor-phrase-no-diagnostics = 문제 없음
editor-phrase-close = 닫기
editor-phrase-completions = 제안
editor-phrase-selection-deleted = 선택 영역을 지웠습니다
