import { h, render } from './preact.js';
import { Face } from './face.js';
import { Curve } from './curve.js';
import { Editor } from './editor.js';
import { t, said, language, languages, speak } from './words.js';

const EMOTIONS = ['anger', 'contempt', 'disgust', 'fear', 'happiness', 'neutral', 'sadness', 'surprise'];
const FELT = ['happiness', 'neutral', 'sadness', 'anger', 'fear', 'surprise', 'disgust', 'contempt'];
const kept = { get: (k) => { try { return localStorage.getItem(k); } catch { return null; } }, set: (k, v) => { try { localStorage.setItem(k, v); } catch { /* keeps nothing */ } } };

const state = {
  status: null, faces: null, at: 0, online: false, needsToken: false, said: '', sinceRead: 0,
  hours: 1, curve: null, shown: new Set(EMOTIONS), calibration: null, log: [],
  live: false, boxes: true, mask: false, size: null, guide: kept.get('guide') !== 'hidden',
};
let due = false;
function update(change) {
  Object.assign(state, change);
  if (!due) {
    due = true;
    requestAnimationFrame(() => { due = false; render(h(App), document.getElementById('page')); });
  }
}

async function ask(method, path, body) {
  const answer = await fetch('/api/v1/' + path, {
    method,
    headers: body === undefined ? {} : { 'Content-Type': typeof body === 'string' ? 'text/plain' : 'application/json' },
    body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
  });
  if (answer.status === 401) update({ needsToken: true });
  const told = answer.status === 204 ? {} : await answer.json();
  if (!answer.ok) throw Object.assign(new Error(told.detail || answer.statusText), { status: answer.status });
  return told;
}

/** Does what a button says, and tells what came of it. */
async function act(path, body = '') {
  try {
    const told = await ask('POST', path, body);
    update({ said: said(told.done || told.message || '') });
    refresh();
    return told;
  } catch (failed) {
    update({ said: failed.message });
  }
}

async function refresh() {
  try {
    update({ status: await ask('GET', 'status'), online: true, sinceRead: Date.now() });
  } catch (failed) {
    if (failed.status !== 401) update({ online: false });
  }
}

async function loadCurve() {
  try { update({ curve: await ask('GET', `history?hours=${state.hours}&points=300`) }); } catch { /* told elsewhere */ }
}

let stream;
function listen() {
  if (stream) stream.close();
  stream = new EventSource('/api/v1/events');
  const on = (name, take) => stream.addEventListener(name, (event) => take(JSON.parse(event.data)));
  stream.onopen = () => update({ online: true });
  stream.onerror = () => { update({ online: false }); if (stream.readyState === 2) setTimeout(listen, 5000); };
  on('status', (status) => update({ status, online: true, sinceRead: Date.now() }));
  on('scores', (seen) => update({ faces: seen.faces, at: Date.now() }));
  const note = (kind) => (told) =>
    update({ log: [{ kind, told, time: Date.now() }, ...state.log].slice(0, 8) });
  on('mood', (told) => { note('mood')(told); loadCurve(); });
  on('outcome', note('outcome'));
  on('alert', note('alert'));
  on('track', note('track'));
}

const time = (iso) => new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit' }).format(new Date(iso));
function span(seconds) {
  const s = Math.max(0, Math.round(seconds));
  if (s < 60) return t('s', s);
  if (s < 3600) return t('min', Math.floor(s / 60));
  return t('hmin', Math.floor(s / 3600), Math.floor((s % 3600) / 60));
}
const mmss = (s) => Math.floor(s / 60) + ':' + String(Math.floor(s % 60)).padStart(2, '0');
const percent = (score) => Math.round(score * 100) + ' %';

const Button = ({ children, ...rest }) => h('button', { type: 'button', ...rest }, children);
const Card = ({ id, title, wide, children }) =>
  h('section', { class: 'card ' + id + (wide ? ' wide' : ''), 'aria-labelledby': id + '-title' },
    title && h('h2', { id: id + '-title' }, title), children);

function headline(status) {
  const mood = status.mood || 'unknown';
  if (status.manual) return t('youSaid', t(mood));
  if (status.label) return t('looks', status.label);
  return { absent: t('looksAbsent'), unsure: t('looksUnsure'), unknown: t('looksUnknown') }[mood] || t('looks', t(mood));
}

function liveScores(status) {
  const fresh = Date.now() - state.at < 5000 && state.faces && state.faces.length;
  if (status.mood === 'absent' && !fresh) return null;
  return fresh ? state.faces[0].scores : status.scores;
}

function Mood({ status }) {
  const seen = Date.now() - state.at < 5000 ? state.faces : null;
  const scores = status.scores || {};
  const order = Object.entries(scores).sort((a, b) => b[1] - a[1]);
  const rules = status.rules || { window: 3, enter: 0.4, margin: 0.15 };
  const close = order.length > 1 && order[0][1] - order[1][1] < rules.margin;
  const calibration = state.calibration;
  return h('section', { class: 'card mood', id: 'mood', 'aria-labelledby': 'mood-title' },
    h('div', { class: 'hero' },
      h('a', { href: '/face', class: 'plain', title: t('full'), 'aria-label': t('full') },
        h(Face, { scores: liveScores(status), label: t('faceLabel', t(status.mood || 'unknown')) })),
      h('div', {},
        h('h2', { id: 'mood-title', class: 'big', 'aria-live': 'polite' }, headline(status)),
        h('p', { class: 'quiet' },
          status.since && t('since', span((Date.now() - new Date(status.since)) / 1000)),
          status.mood !== 'absent' && status.confidence !== undefined && !status.manual && ' · ' + percent(status.confidence),
          status.manual && status.manual.until && ' · ' + t('until', time(status.manual.until))),
        h('p', { class: 'quiet' }, seen && (seen.length === 0 ? t('nobody') : seen.length === 1 ? t('oneFace') : t('faces', seen.length))),
        h('div', { class: 'row' },
          h(Button, { onClick: () => act('player/wrong') }, t('wrong')),
          status.manual && h(Button, { class: 'main', onClick: () => act('mood', 'auto') }, t('auto'))),
        h('form', { class: 'row', onSubmit: (e) => { e.preventDefault(); const f = e.target; act('mood', { mood: f.mood.value, for: f.length.value }); } },
          h('label', {}, h('span', {}, t('feel')),
            h('select', { name: 'mood' }, FELT.map((m) => h('option', { value: m }, t(m))))),
          h('label', {}, h('span', { class: 'sr' }, t('howLong')),
            h('select', { name: 'length' }, h('option', { value: '30min' }, t('min', 30)), h('option', { value: '1h', selected: true }, t('hours', 1)), h('option', { value: '3h' }, t('hours', 3)))),
          h('button', {}, t('feelGo'))))),
    h('h3', {}, t('why')),
    h('ul', { class: 'bars' }, EMOTIONS.map((e) => h('li', { class: e },
      h('span', { class: 'name' }, t(e)),
      h('span', { class: 'bar', 'aria-hidden': true },
        h('i', { style: { width: (scores[e] || 0) * 100 + '%' } }),
        h('b', { style: { left: rules.enter * 100 + '%' } })),
      h('span', { class: 'value' }, scores[e] === undefined ? '–' : percent(scores[e]))))),
    h('p', { class: 'quiet' }, t('whyText', rules.window, Math.round(rules.enter * 100), Math.round(rules.margin * 100))),
    close && h('p', {}, t('unsureOf', t(order[0][0]), t(order[1][0]))),
    status.emotion && status.emotion.baseline && h('p', { class: 'quiet' }, t('baseline', said(status.emotion.baseline))),
    h('div', { class: 'row' },
      h(Button, { onClick: calibrate, disabled: !!(calibration && calibration.state === 'recording') }, t('thisNeutral')),
      h('span', { role: 'status' }, calibration && (calibration.state === 'recording' ? t('recording', calibration.left) : said(calibration.message)))),
    status.answers && status.answers.length > 0 && h('div', {},
      h('h3', {}, t('answers')),
      h('ul', { class: 'answers' }, status.answers.map((a) => h('li', { class: a.result }, h('b', {}, t(a.answer)), ' ', said(a.what), a.why && h('span', { class: 'quiet' }, ' (' + said(a.why) + ')'), a.time && h('span', { class: 'quiet' }, ', ' + time(a.time)))))));
}

async function calibrate() {
  let told = await act('calibration', 'start');
  while (told && told.state === 'recording') {
    update({ calibration: told });
    await new Promise((next) => setTimeout(next, 1000));
    told = await ask('GET', 'calibration').catch(() => null);
  }
  update({ calibration: told });
}

function Music({ music }) {
  const playing = music.state === 'playing';
  const ago = playing ? (Date.now() - state.sinceRead) / 1000 : 0;
  const at = Math.min((music.position || 0) + ago, music.duration || Infinity);
  return h(Card, { id: 'music', title: t('music') },
    music.cover && h('img', { class: 'cover', alt: '', src: music.cover + '?' + encodeURIComponent(music.track || '') }),
    h('p', { class: 'big track' }, music.title || music.track || t('nothing')),
    h('p', { class: 'quiet' }, [music.artist, music.album, t(music.state || 'stopped')].filter(Boolean).join(' · ')),
    music.duration
      ? h('div', { class: 'progress' },
          h('progress', { max: music.duration, value: at, 'aria-label': t('progress') }),
          h('span', { class: 'quiet' }, mmss(at) + ' / ' + mmss(music.duration)))
      : null,
    h('div', { class: 'row controls' },
      h(Button, { 'aria-label': t('previous'), title: t('previous'), onClick: () => act('player/previous') }, h(Icon, { d: 'M6 5v14M20 5L9 12l11 7z' })),
      h(Button, { class: 'main round', 'aria-label': t(playing ? 'pause' : 'resume'), title: t(playing ? 'pause' : 'resume'), onClick: () => act(playing ? 'player/pause' : 'player/resume') },
        h(Icon, { d: playing ? 'M8 5v14M16 5v14' : 'M7 4l13 8-13 8z' })),
      h(Button, { 'aria-label': t('next'), title: t('next'), onClick: () => act('player/next') }, h(Icon, { d: 'M18 5v14M4 5l11 7-11 7z' })),
      h('span', { class: 'volume', role: 'group', 'aria-label': t('volume', music.volume) },
        h(Button, { 'aria-label': t('quieter'), title: t('quieter'), onClick: () => act('player/volume', '-5') }, '−'),
        h('output', {}, music.volume),
        h(Button, { 'aria-label': t('louder'), title: t('louder'), onClick: () => act('player/volume', '+5') }, '+'))),
    music.holdUntil && h('p', { class: 'row note' }, t('hold', time(music.holdUntil)), ' ', h(Button, { onClick: () => act('player/resume') }, t('endHold'))),
    h('div', { class: 'row' },
      h(Button, { onClick: () => act('player/like') }, t('like')),
      h(Button, { onClick: () => act('player/more') }, t('more')),
      h(Button, { onClick: () => act('player/ban') }, t('ban'))));
}
const Icon = ({ d }) => h('svg', { class: 'icon', viewBox: '0 0 24 24', 'aria-hidden': true }, h('path', { d }));

function Eye({ status }) {
  const camera = status.camera || {};
  const closed = camera.state === 'paused';
  const allowed = status.web && status.web.live === 'on';
  return h(Card, { id: 'eye', title: t('eye') },
    h('p', { class: closed ? 'note' : '' },
      closed ? t('closed') + (camera.pausedUntil ? ', ' + t('until', time(camera.pausedUntil)) : '') : (camera.source || '–') + (camera.state && camera.state !== 'running' ? ' · ' + t(camera.state) : ''),
      camera.why && !closed && h('span', { class: 'quiet' }, ' ' + camera.why)),
    closed
      ? h('div', { class: 'row' }, h(Button, { class: 'main', onClick: () => act('camera/resume') }, t('lookAgain')))
      : h('div', { class: 'row', role: 'group', 'aria-label': t('lookAway') }, h('span', {}, t('lookAway')),
          h(Button, { onClick: () => act('camera/pause', '1h') }, t('forHour')),
          h(Button, { onClick: () => act('camera/pause', '') }, t('untilTold'))),
    allowed
      ? h('div', {},
          h('div', { class: 'row' },
            h(Check, { on: state.live, set: (live) => update({ live }), label: t('live') }),
            state.live && h(Check, { on: state.boxes, set: (boxes) => update({ boxes }), label: t('boxes') }),
            state.live && h(Check, { on: state.mask, set: (mask) => update({ mask }), label: t('mask') })),
          state.live && !closed && h('div', { class: 'live' },
            h('img', { src: '/api/v1/live', alt: t('liveAlt'), onLoad: (e) => { const size = [e.target.naturalWidth, e.target.naturalHeight]; if (String(size) !== String(state.size)) update({ size }); } }),
            state.size && h(Overlay)))
      : h('p', { class: 'quiet' }, t('liveOff')));
}
const Check = ({ on, set, label }) => h('label', { class: 'check' }, h('input', { type: 'checkbox', checked: on, onChange: (e) => set(e.target.checked) }), ' ', label);

function Overlay() {
  const [w, hgt] = state.size;
  const face = (state.status && state.status.face) || {};
  return h('svg', { viewBox: `0 0 ${w} ${hgt}`, 'aria-hidden': true },
    (face.ignored || []).map(([x, y, zw, zh]) => h('rect', { class: 'ignored', x: x * w, y: y * hgt, width: zw * w, height: zh * hgt })),
    (face.photographs || []).map(([x, y, bw, bh]) => h('g', {}, h('rect', { class: 'ignored', x, y, width: bw, height: bh }), h('text', { x, y: Math.max(16, y - 6) }, t('photograph')))),
    (state.faces || []).map(({ box: [x, y, bw, bh], scores, person, label }) => {
    const top = Object.entries(scores).sort((a, b) => b[1] - a[1])[0];
    return h('g', {},
      state.mask && h('svg', { x: x - bw * 0.15, y: y - bh * 0.15, width: bw * 1.3, height: bh * 1.3 }, h(Face, { scores, label: '' })),
      state.boxes && h('rect', { class: 'box ' + top[0], x, y, width: bw, height: bh }),
      state.boxes && h('text', { x, y: Math.max(16, y - 6) }, (person ? person + ': ' : '') + (label || t(top[0])) + ' ' + percent(top[1])));
  }));
}

function Parts({ status }) {
  const rows = [
    ['source', [status.camera && status.camera.source, status.camera && status.camera.fps !== undefined && status.camera.fps + ' fps']],
    ['recognizer', [status.emotion && status.emotion.active, status.emotion && status.emotion.model]],
    ['sink', [status.music && status.music.sink]],
    ['lights', [status.light && status.light.sink, status.light && status.light.shown]],
    ['alerts', [status.alert && t('alertCount', status.alert.pending, status.alert.delivered)]],
    ['history', [status.history && status.history.disk]],
    ['program', [status.version, status.uptime !== undefined && span(status.uptime)]],
  ];
  return h(Card, { id: 'parts', title: t('parts') },
    h('dl', {}, rows.map(([name, values]) => h('div', {}, h('dt', {}, t(name)), h('dd', {}, values.filter(Boolean).join(' · ') || '–')))),
    status.alert && h('div', { class: 'row' }, h(Button, { onClick: () => act('alert/test') }, t('alertTest'))),
    state.log.length > 0 && h('div', {}, h('h3', {}, t('events')),
      h('ul', { class: 'answers' }, state.log.map(({ kind, told, time: when }) => h('li', { class: told.result || 'done' }, h('span', { class: 'quiet' }, time(when) + ' '), kind === 'mood' ? t(told.mood) : told.what ? said(told.what) : told.title)))));
}

function Curves() {
  const { curve, shown } = state;
  const toggle = (emotion) => { const next = new Set(shown); if (!next.delete(emotion)) next.add(emotion); update({ shown: next }); };
  return h(Card, { id: 'curves', title: t('curves'), wide: true },
    h('div', { class: 'row', role: 'group', 'aria-label': t('range') }, [1, 6, 24, 72, 168].map((hours) =>
      h(Button, { 'aria-pressed': state.hours === hours, onClick: () => { state.hours = hours; loadCurve(); } }, hours < 72 ? t('hours', hours) : t('days', hours / 24)))),
    curve && curve.points.length ? h(Curve, { data: curve, shown, language, t }) : h('p', { class: 'quiet' }, t('noCurve')),
    h('div', { class: 'row legend' }, EMOTIONS.map((e) => h('label', { class: 'check ' + e }, h('input', { type: 'checkbox', checked: shown.has(e), onChange: () => toggle(e) }), h('i', { class: 'dot', 'aria-hidden': true }), t(e)))),
    h('p', { class: 'quiet' }, t('curveHint')));
}

function Guide({ status }) {
  const has = (text, ...words) => words.some((word) => String(text || '').toLowerCase().includes(word));
  const steps = [
    ['gCamera', status.camera && status.camera.state === 'running' && !has(status.camera.source, 'drawn')],
    ['gSound', status.music && status.music.sink && !has(status.music.sink, 'silent')],
    ['gLamp', status.light && status.light.sink && !has(status.light.sink, 'console')],
    ['gNeutral', status.emotion && !has(status.emotion.baseline, 'no baseline', 'at 0 %')],
  ];
  if (!state.guide || steps.every((step) => step[1])) return null;
  return h(Card, { id: 'guide', title: t('guide'), wide: true },
    h('ol', {}, steps.map(([name, done]) => h('li', { class: done ? 'done' : 'open' }, h('b', {}, t(name)), ' ', h('span', { class: 'tag' }, t(done ? 'done' : 'open')), !done && h('div', { class: 'quiet' }, t(name + 'How'))))),
    h(Button, { onClick: () => { kept.set('guide', 'hidden'); update({ guide: false }); } }, t('hide')));
}

function Login() {
  const enter = async (event) => {
    event.preventDefault();
    if (await login(event.target.token.value)) start();
    else update({ said: t('tokenWhere') });
  };
  return h('main', {}, h('section', { class: 'card login' }, h('h1', {}, t('tokenNeeded')), h('p', { class: 'quiet' }, t('tokenWhere')),
    h('form', { class: 'row', onSubmit: enter }, h('label', {}, h('span', {}, t('token')), h('input', { name: 'token', type: 'password', autocomplete: 'current-password', required: true })), h('button', { class: 'main' }, t('enter')))));
}
async function login(token) {
  const answer = await fetch('/api/v1/session', { method: 'POST', headers: { Authorization: 'Bearer ' + token } });
  if (answer.ok) update({ needsToken: false, said: '' });
  return answer.ok;
}

function App() {
  if (state.needsToken) return h(Login);
  const status = state.status;
  if (location.pathname === '/face') {
    return h('main', { class: 'fullface' + (status && status.camera && status.camera.state === 'paused' ? ' away' : '') },
      h('h1', { class: 'sr' }, status ? headline(status) : 'moodspeaker'),
      h('a', { href: '/', class: 'plain', 'aria-label': t('back') }, h(Face, { scores: status && liveScores(status), label: status ? t('faceLabel', t(status.mood || 'unknown')) : '' })));
  }
  return h('div', {},
    h('a', { class: 'skip', href: '#mood' }, t('skip')),
    h('header', {},
      h('h1', {}, 'moodspeaker'),
      h('label', {}, h('span', { class: 'sr' }, t('language')),
        h('select', { value: language, onChange: (e) => { speak(e.target.value); update({}); } }, Object.entries(languages).map(([tag, name]) => h('option', { value: tag, lang: tag, selected: tag === language }, name))))),
    h('p', { class: 'said', role: 'status' }, !state.online && status ? t('away') : state.said),
    h('main', {}, status && [
      h(Guide, { status }), h(Mood, { status }),
      h('div', { class: 'side' }, h(Music, { music: status.music || {} }), h(Eye, { status }), h(Parts, { status })),
      h(Curves), h(Card, { id: 'configure', title: t('configure'), wide: true }, h(Editor, { ask, t }))]));
}

async function start() {
  await refresh();
  if (!state.needsToken) { listen(); loadCurve(); }
}
setInterval(() => state.status && update({}), 1000);
setInterval(() => state.status && !document.hidden && loadCurve(), 60000);

document.getElementById('page').replaceChildren();
const handed = location.hash.match(/^#token=(.+)$/);
if (handed) {
  history.replaceState(null, '', location.pathname);
  login(decodeURIComponent(handed[1])).then(start);
} else {
  start();
}
