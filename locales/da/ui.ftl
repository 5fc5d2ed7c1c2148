### Selve siden: knapper, overskrifter, etiketter, beskeder. Kort og ligetil.
### En knap siger, hvad den gør, uden punktum.

## Navne og steder

ui-name = Service Lab
ui-tagline = Lær Kubernetes Services ved at følge hver pakke
ui-skip = Gå til indholdet
ui-nav-lessons = Lektioner
ui-nav-sandbox = Sandkasse
ui-nav-glossary = Ordliste
ui-language = Sprog
ui-theme = Farver
ui-theme-system = Følg systemet
ui-theme-light = Lys
ui-theme-dark = Mørk
ui-load-failed = Sidens tekster kunne ikke hentes. Tjek forbindelsen, og indlæs siden igen.
ui-texts-missing = Teksterne til den side kunne ikke hentes. Tjek forbindelsen, og prøv igen.
ui-rest-missing = En del af Service Lab kunne ikke hentes. Dit arbejde er gemt. Tjek forbindelsen, og indlæs siden igen.
# $language: the language's own name
ui-language-offline = { $language } ligger ikke på denne enhed. Gå på nettet én gang for at hente det.
ui-offline-ready = Service Lab virker nu uden forbindelse.
ui-update-ready = Der er en ny version.
ui-update-now = Indlæs nu
ui-dismiss = Luk
ui-not-found = Her er ingen side
ui-not-found-text = Måske er adressen skrevet forkert. Alle lektioner står på forsiden.
ui-to-front = Alle lektioner

## Forsiden

ui-home-title = Services, én pakke ad gangen
ui-home-lead = Skriv rigtig YAML, send en forespørgsel, og se, hvor den går hen, og hvorfor. Alt kører på denne side: et lille cluster med de regler, kube-proxy ville skrive.
ui-home-start = Begynd på første lektion
ui-home-continue = Fortsæt, hvor du slap
ui-home-sandbox = Åbn sandkassen
ui-home-lessons = Lektioner
ui-home-sandbox-text = En tom editor, et cluster med tre noder og eksempler at skille ad.
# $count: number of steps; $done: how many were opened
ui-home-steps = { $count ->
    [one] { $count } trin
   *[other] { $count } trin
}
ui-home-finished = Færdig
ui-home-begun = Begyndt
chapter-why = Hvorfor Services
chapter-kinds = Typer af Services
chapter-packet = En pakkes vej
chapter-detective = Detektivarbejde

## Lektion

# $lesson: number of the lesson; $step: number of the step; $of: number of steps
ui-lesson-place = Lektion { $lesson }, trin { $step } af { $of }
# $step: number of the step; $of: number of steps
ui-step-of = Trin { $step } af { $of }
ui-steps = Trin i denne lektion
ui-next = Næste
ui-back = Tilbage
ui-finish = Afslut lektionen
ui-next-lesson = Næste lektion
ui-did-title = Det gjorde Kubernetes
ui-lesson-done = Lektionen er færdig
ui-predict-run = Send, og se efter
ui-predict-again = Send igen
ui-predict-choose = Vælg et svar, og send så.
ui-predict-wait = Følg pakken…
ui-predict-right = Du gættede rigtigt.
# $answer: the true option, in the learner's language
ui-predict-wrong = Det gik anderledes: { $answer }
ui-predict-truth = Sådan gik det
ui-predict-yours = Dit gæt
ui-predict-guard = Gæt først: Prøver du nu, røber det svaret.
ui-exercise = Opgave
ui-goals = Få det til at ske
ui-goal-met = Nået
ui-goal-open = Ikke endnu
ui-goals-all = Det hele er på plads. Godt gået.
ui-hint-first = Kører du fast? Vis hjælp
# $number: which hint comes next; $of: how many there are
ui-hint-next = Mere hjælp ({ $number } af { $of })
# $number: number of the hint
ui-hint = Hjælp { $number }
ui-solution = Sæt en løsning i editoren
ui-solution-note = Fortryd giver dig din egen tekst tilbage.
ui-solved = Opgaven er løst
ui-no-address = Der er endnu ingen adresse at sende til.
ui-no-sender = Afsenderen kører ikke endnu.

## Billedet og pakkens vej

ui-picture = Billede af clusteret
# $count: number of things that had no room
ui-picture-hidden = { $count ->
    [one] { $count } mere står på listen over objekter
   *[other] { $count } mere står på listen over objekter
}
ui-picture-empty = Der er ikke sendt noget endnu.
ui-picture-empty-how = Send en forespørgsel, og dens vej kommer frem her, trin for trin.
ui-refused-band = Denne tekst er afvist. Clusteret kører din sidste gode udgave.
ui-refused-first = Denne tekst er afvist. Intet af den kører i clusteret.
ui-show-problem = Vis problemet
ui-play = Afspil
ui-pause = Pause
ui-step-back = Et trin tilbage
ui-step-on = Et trin frem
ui-hops = Pakkens vej
# $number: number of the hop; $of: number of hops
ui-hop-of = { $number } af { $of }
ui-before = før
ui-after = efter
ui-from = fra
ui-to = til
ui-unchanged = uændret
# $count: number of rules
ui-rules-tried = { $count ->
    [one] { $count } regel prøvet
   *[other] { $count } regler prøvet
}
ui-chains = Kæder
ui-endpoints = Endpoints i betragtning
ui-endpoint-picked = valgt
ui-advice = Ret det her først
ui-answer = Svar
# A dashed outline in the picture's legend
ui-legend = Tegnforklaring
ui-legend-packet = Pakken, og det du kan gøre
ui-legend-ready = Klar, bag en Service
ui-legend-waiting = Venter eller lukker ned
ui-legend-down = Fejlet eller uden strøm
ui-legend-virtual = Virtuel: kun regler

## Ord i billedet: de skal være korte

picture-outside = Udenfor
picture-cluster = Cluster
picture-laptop = bærbar
picture-virtual = virtuel: findes kun som regler
picture-every-node = hver node
picture-kernel-rules = kerneregler
# $count: number of rules in a node's kernel
picture-rules = { $count ->
    [one] { $count } regel
   *[other] { $count } regler
}
# $count: number of rules that the packet tried on this node
picture-tried = { $count } prøvet
picture-ready = Ready ✓
picture-not-ready = 0/1 …
picture-starting = starter
picture-ending = lukker
picture-failed = tabt ✕
picture-node-down = uden strøm ✕
picture-no-pod = ingen Pod her
picture-load-balancer = load balancer
picture-pending = pending …
picture-dns = DNS
picture-network = ingen der
picture-machine = anden maskine
picture-api-server = API-server
picture-name-only = (kun et navn)
picture-headless = headless: ingen egen adresse

## Sende

ui-send-from = Fra
ui-send-to = Til
ui-send-port = Port
ui-send-protocol = Protokol
ui-send = Send
# $count: how many requests are sent at once
ui-send-many = Send { $count }
ui-send-needs-host = Skriv et navn eller en adresse.
ui-send-needs-port = En port er et tal fra 1 til 65535.
ui-client-outside = bærbar, udenfor
# $node: the node's name
ui-client-node = på { $node }
# $pod: the Pod's name
ui-client-pod = i Pod { $pod }
# $pod: the Pod's name; $namespace: its namespace
ui-client-pod-namespace = i Pod { $pod } ({ $namespace })

## Suggested destinations. $name: the Service, node or Pod

ui-dest-name = { $name } via navnet
ui-dest-cluster-ip = { $name }, cluster-IP
ui-dest-node-port = { $name }, nodeport
ui-dest-balancer = { $name }, load balancer
ui-dest-external = { $name }, ekstern adresse
ui-dest-ingress = { $name } via Ingress
ui-dest-pod = Pod { $name }

## Hvad der skete, og hvor ofte

ui-happened = Hvad der lige skete

ui-chart = Hvem svarede
# $count: number of requests counted
ui-chart-total = { $count ->
    [one] { $count } forespørgsel, siden clusteret sidst ændrede sig
   *[other] { $count } forespørgsler, siden clusteret sidst ændrede sig
}
ui-chart-empty = Send nogle forespørgsler: Så står her, hvem der svarede, og hvor tit.
# $who: a Pod, node or outcome; $count: number of requests; $percent: share
ui-chart-row = { $who }: { $count } ({ $percent } %)
ui-chart-other = noget andet
# $number: number of the request in order; $of: how many were sent
ui-request-number = Forespørgsel { $number } af { $of }
ui-request-earlier = Tidligere forespørgsel
ui-request-later = Senere forespørgsel

## Få noget til at ske

ui-act-pods = Pods
ui-act-nodes = Noder
ui-act-deployments = Deployments
ui-act-none = Der kører ikke noget endnu.
ui-act-delete = Slet
ui-act-crash = Få til at gå ned
ui-act-not-ready = Meld ikke klar
ui-act-ready = Meld klar
ui-act-power-off = Sluk
ui-act-power-on = Tænd
ui-act-fewer = Én replika færre
ui-act-more = Én replika mere
# $count: number of replicas
ui-act-replicas = { $count ->
    [one] { $count } replika
   *[other] { $count } replikaer
}
# The action on one named thing, for a screen reader. $action: the button's text; $name: the thing
ui-act-on = { $action }: { $name }
ui-time = Tid
# $time: simulated time since the start, like 1:05
ui-time-now = Tid i clusteret: { $time }
ui-wait = Lad tiden gå
# $seconds: number of seconds
ui-wait-seconds = + { $seconds } s
ui-wait-minute = + 1 min.
ui-proxy-mode = kube-proxy skriver
ui-provider = Load balancers fra

## Fortryd

ui-undo = Fortryd
ui-redo = Gør igen
ui-reset = Begynd forfra
ui-reset-sure = Begynd forfra? Din tekst og dine trin her går tabt.
ui-reset-yes = Begynd forfra
ui-cancel = Annuller
notice-history-cut = De ældste trin blev glemt for at give plads.
notice-save-damaged = En del af dit gemte arbejde kunne ikke læses. Resten er her.
notice-save-outdated = Lektionen er blevet ændret, siden du var her. Din tekst er bevaret, dine trin er ikke.

## Editor

ui-editor = Manifest (YAML)
ui-editor-apply = Anvend nu
ui-editor-ok = Ingen problemer
# $count: number of problems
ui-problems = { $count ->
    [one] { $count } problem
   *[other] { $count } problemer
}
ui-problems-title = Problemer
# $count: number of problems that are not shown yet
ui-show-more = Vis flere ({ $count } tilbage)
# $line: number of the line; $column: number of the column
ui-problem-at = Linje { $line }, kolonne { $column }
ui-problem-why = Hvorfor
ui-problem-mend = Sådan retter du det
# $text: the text that is put in
ui-repair = Ret til { $text }
ui-repair-remove = Fjern det
ui-editor-prune = Det, du fjerner fra teksten, bliver slettet her. `kubectl apply` alene ville lade det være.
ui-stored-added = tilføjet af Kubernetes
ui-stored-empty = Der er ikke gemt noget endnu.

## Paneler

ui-panels = Visninger af clusteret
ui-panel-send = Send
ui-panel-act = Handlinger
ui-panel-objects = Objekter
ui-panel-rules = Regler
ui-panel-connections = Forbindelser
ui-panel-dns = DNS
ui-panel-terminal = Terminal
ui-panel-stored = Gemt
ui-terminal-line = Kommandolinje
ui-terminal-run = Kør
ui-terminal-where = Kører
ui-terminal-clear = Ryd
ui-terminal-empty = Prøv `kubectl get services`, eller `curl` en adresse.
ui-checkup-title = Tjek alle { -services }
ui-checkup-lead = Alle veje ind til alle dine { -services } bliver prøvet med forespørgsler på en kopi af clusteret. Dit eget bliver, som den er.
ui-checkup-run = Prøv alle veje ind
ui-checkup-changed = Clusteret har ændret sig siden. Prøv igen for at se, hvordan det er nu.
ui-checkup-none = Du har ingen { -service } endnu.
ui-checkup-fine = virker
ui-checkup-bad = virker ikke
ui-checkup-apart = for sig
# $bad of $all ways in, counts
ui-checkup-found = Veje ind, som ikke virker: { $bad } af { $all }
# $client: who sends; $to: HOST:PORT; $answered of $sent requests, counts
ui-checkup-way = { $client } → `{ $to }`: { $answered } af { $sent } fik svar
# $client: who sends; $to: HOST:PORT
ui-checkup-kept-out = { $client } → `{ $to }`: holdt ude, mens andre bliver lukket ind
ui-checkup-pending = Load balanceren har ingen adresse endnu.
ui-checkup-untried = Ikke prøvet: Den fører ud af clusteret, eller også kan ingen her spørge.
ui-checkup-again = Af samme grund.
ui-checkup-watch = Send en, og følg den
ui-objects-none = Ingen endnu.
ui-rules-node = Node
ui-rules-none = Ingen regler på denne node endnu.
ui-rules-walked = Den viste pakke gik gennem de markerede kæder.
# $count: number of rules
ui-rules-size = Regler på denne node: { $count }
# $count: rules of this chain, or entries of this table, that are not shown
ui-rules-more = og { $count } til
# $count: number of chains
ui-rules-chains-more = { $count ->
    [one] { $count } kæde til er ikke vist. Pakken gik ikke gennem den.
   *[other] { $count } kæder til er ikke vist. Pakken gik ikke gennem nogen af dem.
}
ui-connections-none = Denne node husker ingen forbindelser.
ui-connections-text = Det husker kernen om forbindelser. Med det ophæver den omskrivningen i svarene.
ui-connection-original = oprindelig
ui-connection-reply = ventet svar
ui-connection-state = tilstand
ui-connection-expires = udløber om
ui-dns-none = Den sidste forespørgsel slog ikke noget navn op.
ui-dns-asked = Spurgt om
ui-dns-searched = Navne, der blev prøvet, i rækkefølge
ui-dns-no-answer = Ingen sådan post
ui-dns-no-reply = Der kom intet svar

## Visninger på telefon

ui-view-lesson = Lektion
ui-view-picture = Billede
ui-view-yaml = YAML
ui-view-tools = Værktøj

## Sandkasse

ui-sandbox-title = Sandkasse
ui-sandbox-lead = Skriv manifester, send forespørgsler, ødelæg noget. Her kan intet tage skade.
ui-share-title = Giv det videre
ui-share = Lav et link til dit arbejde
ui-share-link = Linket
ui-share-how = Det rummer dit manifest og alle dine trin og ikke andet. Den, der åbner det, finder dem i sin egen sandkasse.
ui-share-long = Med alle trin ville linket blive for langt, så det rummer kun dit manifest.
ui-share-copied = Linket ligger i udklipsholderen.
ui-share-failed = Der kan ikke laves et link her.
# $number: which of the links that were opened here, from 1
ui-shared = Arbejde fra et link ({ $number })
ui-shared-note = En andens manifest og trin. Med Fortryd går du tilbage gennem dem. Det, du ændrer, bliver her; linket forbliver, som det var.
ui-shared-bad = Arbejdet i linket kan ikke læses, eller det kan ikke gemmes her.
ui-examples = Eksempler
ui-tools-all = Vis alle visninger

## Uden JavaScript

ui-noscript = Denne side viser lektionens tekst. Tillad JavaScript for at køre clusteret.
