import { h } from './preact.js';

const H = 240, LEFT = 46, BOTTOM = 40, TOP = 8;

const clock = (time, hours, language) =>
  new Intl.DateTimeFormat(language, hours > 24 ? { weekday: 'short', hour: 'numeric' } : { hour: 'numeric', minute: '2-digit' })
    .format(time);

/** Scores over time, with moods behind them and tracks as marks below. */
export function Curve({ data, shown, language, t }) {
  const W = innerWidth < 600 ? 400 : 800;
  const { from, to, step, points, emotions, moods, tracks } = data;
  const x = (time) => LEFT + ((time - from) / (to - from)) * (W - LEFT - 4);
  const y = (score) => TOP + (1 - score) * (H - TOP - BOTTOM);
  const hours = (to - from) / 3600000;
  const gap = Math.max(step * 2.5, 45000);
  const line = (index) => {
    let d = '', last = -Infinity;
    for (const point of points) {
      d += (point[0] - last > gap ? 'M' : 'L') + x(point[0]).toFixed(1) + ' ' + y(point[index + 1]).toFixed(1);
      last = point[0];
    }
    return d;
  };
  const ticks = Array.from({ length: W / 160 }, (_, i) => from + ((to - from) * (i + 0.5) * 160) / W);
  return h('svg', { class: 'curve', viewBox: `0 0 ${W} ${H}`, role: 'img', 'aria-label': t('curveLabel', Math.round(hours)) },
    moods.map((mood) =>
      h('rect', { class: 'band ' + mood.what, x: x(mood.time), y: TOP, width: Math.max(0.5, x(mood.end) - x(mood.time)), height: H - TOP - BOTTOM },
        h('title', {}, t(mood.what) + ', ' + clock(mood.time, hours, language)))),
    [0, 0.5, 1].map((score) => h('g', { class: 'grid' },
      h('path', { d: `M${LEFT} ${y(score)}H${W - 4}` }),
      h('text', { x: LEFT - 6, y: y(score) + 4, 'text-anchor': 'end' }, Math.round(score * 100) + '%'))),
    ticks.map((time) => h('text', { class: 'tick', x: x(time), y: H - 4, 'text-anchor': 'middle' }, clock(time, hours, language))),
    emotions.map((emotion, i) => shown.has(emotion) && h('path', { class: 'score ' + emotion, d: line(i) })),
    tracks.map((track) => h('path', { class: 'track', d: `M${x(track.time)} ${H - BOTTOM + 3}l4 12h-8z` }, h('title', {}, track.what + ', ' + clock(track.time, hours, language)))));
}
