/* English, German and Korean; $1 stands for what is told with it. */
const WORDS = {
  anger: ['angry', 'wütend', '화남'], contempt: ['contemptuous', 'verächtlich', '경멸'], disgust: ['disgusted', 'angeekelt', '혐오'],
  fear: ['afraid', 'ängstlich', '두려움'], happiness: ['happy', 'glücklich', '행복'], neutral: ['neutral', 'neutral', '무표정'],
  sadness: ['sad', 'traurig', '슬픔'], surprise: ['surprised', 'überrascht', '놀람'],
  absent: ['nobody is there', 'niemand da', '아무도 없음'], unsure: ['unsure', 'unsicher', '불확실'], unknown: ['not known yet', 'noch nicht bekannt', '아직 모름'],
  looks: ['You look $1', 'Du wirkst $1', '$1 표정으로 보여요'],
  looksAbsent: ['Nobody is there', 'Niemand ist da', '아무도 없어요'], looksUnsure: ['No clear mood', 'Keine klare Stimmung', '기분이 뚜렷하지 않아요'],
  looksUnknown: ['Not known yet', 'Noch nicht bekannt', '아직 몰라요'], youSaid: ['You said: $1', 'Du hast gesagt: $1', '직접 알려 준 기분: $1'],
  since: ['for $1', 'seit $1', '$1 동안'], until: ['until $1', 'bis $1', '$1까지'],
  s: ['$1 s', '$1 s', '$1초'], min: ['$1 min', '$1 min', '$1분'], hmin: ['$1 h $2 min', '$1 h $2 min', '$1시간 $2분'],
  why: ['Why', 'Warum', '이유'],
  whyText: ['The mean of what was seen in the last $1 s. A mood begins at $2 % (the mark), and must lead the present one by $3 points.', 'Der Mittelwert dessen, was in den letzten $1 s zu sehen war. Eine Stimmung beginnt bei $2 % (die Marke) und muss die jetzige um $3 Punkte übertreffen.', '지난 $1초 동안 본 것의 평균이에요. $2 %(표시선)에서 기분이 시작되고, 지금 기분보다 $3포인트 높아야 해요.'],
  unsureOf: ['$1 and $2 are close: it is not sure.', '$1 und $2 liegen nah beieinander: Sicher ist das nicht.', '$1과(와) $2이(가) 비슷해서 확실하지 않아요.'],
  light: ['Light', 'Licht', '조명'], alert: ['Alert', 'Alarm', '알림'], speech: ['Speech', 'Stimme', '목소리'],
  starting: ['opens', 'öffnet sich', '여는 중'], lost: ['not there', 'nicht da', '연결 안 됨'], covered: ['shows nothing', 'zeigt nichts', '아무것도 안 보임'], ended: ['has ended', 'ist zu Ende', '끝남'],
  baseline: ['Your neutral face: $1', 'Dein neutrales Gesicht: $1', '무표정 기준: $1'],
  answers: ['What it did', 'Was daraufhin geschah', '반응'],
  nobody: ['Nobody in the picture', 'Niemand im Bild', '화면에 아무도 없음'], oneFace: ['One face in the picture', 'Ein Gesicht im Bild', '얼굴 1개 보임'], faces: ['$1 faces in the picture', '$1 Gesichter im Bild', '얼굴 $1개 보임'],
  wrong: ['Wrong mood', 'Falsche Stimmung', '기분이 틀려요'], feel: ['I feel …', 'Ich fühle mich …', '지금 내 기분은 …'], feelGo: ['Tell it', 'Mitteilen', '알리기'], howLong: ['For how long', 'Wie lange', '얼마 동안'],
  auto: ['Let it look again', 'Wieder hinsehen lassen', '다시 판단하게 하기'],
  thisNeutral: ['This is my neutral face', 'Das ist mein neutrales Gesicht', '이게 내 무표정이에요'],
  recording: ['Look neutral into the camera: $1 s', 'Schau neutral in die Kamera: $1 s', '무표정으로 카메라를 보세요: $1초'],
  music: ['Music', 'Musik', '음악'], playing: ['playing', 'läuft', '재생 중'], paused: ['paused', 'angehalten', '일시정지'], stopped: ['stopped', 'aus', '정지'], loading: ['loading', 'lädt', '불러오는 중'], silent: ['silence', 'Stille', '조용함'],
  nothing: ['Nothing plays', 'Es läuft nichts', '재생 중인 곡 없음'],
  previous: ['Previous track', 'Voriger Titel', '이전 곡'], pause: ['Pause', 'Anhalten', '일시정지'], resume: ['Play', 'Abspielen', '재생'], next: ['Next track', 'Nächster Titel', '다음 곡'],
  quieter: ['Quieter', 'Leiser', '소리 줄이기'], louder: ['Louder', 'Lauter', '소리 키우기'], volume: ['Volume $1', 'Lautstärke $1', '음량 $1'],
  like: ['Like', 'Gefällt mir', '좋아요'], more: ['More like this', 'Mehr davon', '비슷한 곡 더'], ban: ['Never for this mood', 'Nie bei dieser Stimmung', '이 기분엔 빼기'],
  hold: ['Chosen by hand until $1; then moods decide again.', 'Von Hand gewählt bis $1; danach entscheiden wieder Stimmungen.', '$1까지 직접 고른 상태예요. 그다음엔 기분에 따라 바뀌어요.'],
  endHold: ['Let moods decide now', 'Jetzt wieder Stimmungen', '지금부터 기분대로'],
  progress: ['Progress', 'Fortschritt', '진행'],
  eye: ['Camera', 'Kamera', '카메라'], closed: ['The camera is closed', 'Die Kamera ist geschlossen', '카메라가 닫혔어요'],
  lookAway: ['Stop looking', 'Nicht hinsehen', '그만 보기'], forHour: ['for an hour', 'für eine Stunde', '1시간'], untilTold: ['until told', 'bis auf Weiteres', '다시 켤 때까지'], lookAgain: ['Look again', 'Wieder hinsehen', '다시 보기'],
  live: ['Show the live picture', 'Livebild zeigen', '실시간 화면 보기'], boxes: ['Boxes and labels', 'Rahmen und Namen', '상자와 이름'], mask: ['Drawn face over it', 'Gezeichnetes Gesicht darüber', '그린 얼굴 덮기'], liveOff: ['The live picture is off; web.live = on in config/moodspeaker.properties allows it.', 'Das Livebild ist aus; web.live = on in config/moodspeaker.properties erlaubt es.', '실시간 화면이 꺼져 있어요. config/moodspeaker.properties에서 web.live = on으로 켤 수 있어요.'],
  photograph: ['a still face, which does not count', 'ein starres Gesicht, das nicht zählt', '움직이지 않는 얼굴은 세지 않습니다'],
  liveAlt: ['What the camera sees', 'Was die Kamera sieht', '카메라 화면'],
  parts: ['In use', 'In Gebrauch', '사용 중'], source: ['Camera', 'Kamera', '카메라'], sink: ['Sound', 'Ton', '소리'], recognizer: ['Reads faces', 'Liest Gesichter', '표정 인식'], lights: ['Light', 'Licht', '조명'], alerts: ['Alerts', 'Alarme', '알림'], history: ['History on disk', 'Verlauf auf der Platte', '디스크 기록'], program: ['Program', 'Programm', '프로그램'],
  alertTest: ['Send a test alert', 'Probealarm senden', '시험 알림 보내기'],
  alertCount: ['$1 waiting, $2 delivered', '$1 wartend, $2 zugestellt', '대기 $1, 전달 $2'],
  curves: ['The last hours and days', 'Die letzten Stunden und Tage', '지난 시간과 날'], curveLabel: ['Scores of the last $1 hours', 'Werte der letzten $1 Stunden', '지난 $1시간의 점수'], curveHint: ['Shaded: the mood. Marks below: tracks.', 'Schattiert: die Stimmung. Marken unten: Titel.', '배경색: 기분. 아래 표시: 곡.'], noCurve: ['Nothing was seen in this time.', 'In dieser Zeit war nichts zu sehen.', '이 시간에 본 것이 없어요.'], hours: ['$1 h', '$1 h', '$1시간'], days: ['$1 days', '$1 Tage', '$1일'], range: ['Range', 'Zeitraum', '기간'],
  configure: ['Answers to moods', 'Antworten auf Stimmungen', '기분별 반응'], openMoods: ['Edit moods.yaml', 'moods.yaml bearbeiten', 'moods.yaml 편집'], line: ['line $1', 'Zeile $1', '$1행'], showChanges: ['Show changes', 'Änderungen zeigen', '변경 보기'], changes: ['Changes', 'Änderungen', '변경'], save: ['Save', 'Speichern', '저장'], discard: ['Discard', 'Verwerfen', '버리기'], undo: ['One step back', 'Einen Schritt zurück', '되돌리기'], reload: ['Read the file again', 'Datei neu lesen', '파일 다시 읽기'], savedNow: ['Saved; it takes effect within two seconds.', 'Gespeichert; es gilt in zwei Sekunden.', '저장했어요. 2초 안에 적용돼요.'], undone: ['The former file is back.', 'Die frühere Datei ist wieder da.', '이전 파일로 되돌렸어요.'], conflict: ['The file was changed on the disk meanwhile. Nothing was saved; read it again.', 'Die Datei wurde inzwischen auf der Platte geändert. Nichts wurde gespeichert; lies sie neu.', '그사이 디스크의 파일이 바뀌었어요. 저장하지 않았으니 다시 읽어 주세요.'],
  guide: ['First steps', 'Erste Schritte', '처음 시작하기'], gCamera: ['A camera is found', 'Eine Kamera ist gefunden', '카메라를 찾았어요'], gCameraHow: ['Connect one; until then a drawn face stands in.', 'Schließ eine an; bis dahin springt ein gezeichnetes Gesicht ein.', '카메라를 연결하세요. 그때까지는 그린 얼굴을 써요.'], gSound: ['Sound has a way out', 'Ton kommt heraus', '소리가 나와요'], gSoundHow: ['Connect a sound card or speaker, or set audio.', 'Schließ Soundkarte oder Lautsprecher an, oder setze audio.', '사운드 카드나 스피커를 연결하거나 audio를 설정하세요.'], gLamp: ['A lamp is lit', 'Eine Lampe leuchtet', '조명이 켜져요'], gLampHow: ['Without one the light is told on the console alone; that is fine.', 'Ohne Lampe steht das Licht nur in der Konsole; das ist in Ordnung.', '조명이 없으면 콘솔에만 표시돼요. 괜찮아요.'], gNeutral: ['Your neutral face is known', 'Dein neutrales Gesicht ist bekannt', '무표정을 알아요'], gNeutralHow: ['Press “This is my neutral face” and look calm for half a minute.', 'Drück „Das ist mein neutrales Gesicht“ und schau eine halbe Minute ruhig.', '“이게 내 무표정이에요”를 누르고 30초 동안 편하게 보세요.'], done: ['done', 'erledigt', '완료'], open: ['open', 'offen', '아직'], hide: ['Hide this', 'Ausblenden', '숨기기'],
  language: ['Language', 'Sprache', '언어'], away: ['No answer from the daemon; trying again.', 'Keine Antwort vom Dienst; neuer Versuch.', '응답이 없어요. 다시 시도하는 중이에요.'], tokenNeeded: ['This speaker asks for its token', 'Dieser Lautsprecher verlangt sein Token', '토큰이 필요해요'], tokenWhere: ['It stands in the file http.token of the state folder, or is http.token in the settings.', 'Es steht in der Datei http.token im Zustandsordner, oder ist http.token in den Einstellungen.', '상태 폴더의 http.token 파일이나 설정의 http.token에 있어요.'], token: ['Token', 'Token', '토큰'], enter: ['Enter', 'Weiter', '들어가기'], full: ['Face on the whole screen', 'Gesicht auf dem ganzen Bildschirm', '얼굴 전체 화면'], faceLabel: ['A drawn face: $1', 'Ein gezeichnetes Gesicht: $1', '그린 얼굴: $1'], back: ['Back to the page', 'Zurück zur Seite', '돌아가기'], skip: ['Skip to the mood', 'Zur Stimmung springen', '기분으로 건너뛰기'], events: ['Lately', 'Zuletzt', '최근'],
};

/* What the daemon tells, in German and Korean; $1 is what the brackets hold, $t1 that as a word from above. */
const MOOD = '(anger|contempt|disgust|fear|happiness|neutral|sadness|surprise|absent|unsure)';
const SENTENCES = [
  ['no baseline', 'noch nicht bekannt', '아직 몰라요'],
  ['a baseline learned from (\\d+) min (\\d+) s of a neutral face, at (\\d+) % of its effect', 'aus $1 min $2 s gelernt, wirkt zu $3 %', '$1분 $2초 동안 배움, $3 % 적용'],
  ['a baseline of (\\d+) frames?, taken (.+)', 'aus $1 Bildern, aufgenommen $2', '화면 $1장, $2에 잼'],
  ['playing (.+)', 'spielt $1', '$1 재생 중'],
  [MOOD + ' goes on', '$t1 hält an', '$t1 계속됨'],
  ['(.+) goes on: (.+)', '$1 läuft weiter: $2', '$1 계속 재생: $2'],
  ['(.+) goes on', '$1 läuft weiter', '$1 계속 재생'],
  ['(.+) goes on where it was paused', '$1 läuft an der Stelle weiter', '$1 멈춘 곳부터 재생'],
  ['(.+) stays paused', '$1 bleibt angehalten', '$1 계속 일시정지'],
  ['(.+) is still being opened', '$1 wird noch geöffnet', '$1 여는 중'],
  ['(.+) does not play', '$1 spielt nicht', '$1 재생 안 함'],
  ['music paused', 'Musik angehalten', '음악 일시정지'],
  ['no music', 'keine Musik', '음악 없음'],
  ['silence', 'Stille', '조용함'],
  ['next track', 'nächster Titel', '다음 곡'],
  ['previous track', 'voriger Titel', '이전 곡'],
  ['volume (\\d+)', 'Lautstärke $1', '음량 $1'],
  ['(.+) is noted as liked in ' + MOOD, '$1 gefällt dir ($t2), notiert', '$1 좋아함으로 적음($t2)'],
  ['(.+) will not play again in ' + MOOD, '$1 spielt nicht mehr ($t2)', '$1 다시 재생 안 함($t2)'],
  [MOOD + ' noted as wrong, (.+)', '$t1 als falsch notiert, $s2', '$t1 틀림으로 적음, $s2'],
  ['light pin (\\d+)(.*)', 'Licht an Pin $1$2', '핀 $1 조명$2'],
  ['light (.+)', 'Licht $1', '조명 $1'],
  ['no light', 'kein Licht', '조명 없음'],
  ['no alert', 'kein Alarm', '알림 없음'],
  ['alert if it stays', 'Alarm, wenn es so bleibt', '계속되면 알림'],
  ['alert in (.+) if it stays', 'Alarm in $1, wenn es so bleibt', '계속되면 $1 뒤에 알림'],
  ['alert: (.+)', 'Alarm: $1', '알림: $1'],
  ['no rule for ' + MOOD, 'keine Regel für: $t1', '$t1: 규칙 없음'],
  ['test alert on its way to (.+)', 'Probealarm ist unterwegs an $1', '시험 알림을 보내는 중: $1'],
  ['nothing said', 'nichts gesagt', '말하지 않음'],
  ['saying "(.+)"', 'sagt „$1“', '“$1” 말하는 중'],
  ['said "(.+)"', 'sagte „$1“', '“$1” 말함'],
  ['quiet until (.+)', 'still bis $1', '$1까지 조용히'],
  ['at most one every (.+)', 'höchstens einer in $1', '$1에 한 번까지'],
  ['at most one sentence every (.+)', 'höchstens ein Satz in $1', '$1에 한 문장까지'],
  ['the volume is 0', 'die Lautstärke ist 0', '음량이 0'],
  [MOOD + ' is over', '$t1 ist vorbei', '$t1 끝남'],
  ['nobody is there', 'niemand ist da', '아무도 없음'],
  ['nobody is seen here yet', 'hier ist noch niemand zu sehen', '아직 아무도 보이지 않음'],
  ['nothing played', 'es lief nichts', '재생 중이 아니었음'],
  ['nothing plays', 'es läuft nichts', '재생 중인 곡 없음'],
  ['it played already', 'lief schon', '이미 재생 중'],
  ['as chosen by hand', 'von Hand gewählt', '직접 고름'],
  ['as chosen by hand, until (.+)', 'von Hand gewählt, bis $1', '직접 고름, $1까지'],
  ['minimum-play until (.+)', 'Mindestspielzeit bis $1', '$1까지 최소 재생'],
  ['another (?:mood|choice|order) came first', 'etwas anderes kam zuvor', '다른 것이 먼저 옴'],
  ['the camera is closed', 'die Kamera ist geschlossen', '카메라가 닫혔어요'],
  ['the camera opens again', 'die Kamera öffnet sich wieder', '카메라가 다시 열려요'],
  ['the mood follows what is seen', 'die Stimmung folgt wieder dem Gesicht', '다시 얼굴을 보고 판단해요'],
  ['the mood is ' + MOOD + ' for (.+)', 'die Stimmung ist für $2: $t1', '$2 동안의 기분: $t1'],
].map(([english, ...others]) => [new RegExp('^' + english + '$'), ...others]);
const LANGUAGES = ['en', 'de', 'ko'];

export const languages = { en: 'English', de: 'Deutsch', ko: '한국어' };

let kept = null;
try { kept = localStorage.getItem('language'); } catch { /* a browser that keeps nothing */ }
export let language =
  [kept, ...navigator.languages.map((tag) => tag.slice(0, 2))].find((tag) => LANGUAGES.includes(tag)) || 'en';

export function speak(other) {
  language = other;
  document.documentElement.lang = other;
  try { localStorage.setItem('language', other); } catch { /* as above */ }
}
document.documentElement.lang = language;

/** A sentence in the person's language; a word that is not here stays as it is. */
export function t(key, ...values) {
  const words = WORDS[key];
  return words ? words[LANGUAGES.indexOf(language)].replace(/\$(\d)/g, (_, i) => values[i - 1]) : String(key);
}

/** What the daemon tells in English, in the person's language; a sentence that is not here stays as it is. */
export function said(sentence) {
  const at = LANGUAGES.indexOf(language);
  const [pattern, ...others] = at > 0 && SENTENCES.find(([english]) => english.test(sentence)) || [];
  if (!pattern) return sentence;
  const held = sentence.match(pattern);
  return others[at - 1].replace(/\$([ts]?)(\d)/g, (_, how, i) => how === 't' ? t(held[i]) : how === 's' ? said(held[i]) : held[i]);
}
