import { h } from './preact.js';

/* How each emotion moves the parts of a drawn face, from a resting one:
   mouth: corners up; open: mouth's height; wide: its width; brow: height; tilt: inner ends down;
   lid: how far the eyes open; sneer: one corner up. */
const MOVES = {
  anger: { mouth: -0.5, open: 0.05, wide: -0.1, brow: -0.5, tilt: 1, lid: -0.2 },
  contempt: { mouth: 0.1, brow: -0.1, lid: -0.35, sneer: 1 },
  disgust: { mouth: -0.7, open: 0.15, brow: -0.4, tilt: 0.5, lid: -0.5, sneer: 0.3 },
  fear: { mouth: -0.4, open: 0.4, wide: 0.15, brow: 0.8, tilt: -0.8, lid: 0.5 },
  happiness: { mouth: 1, open: 0.25, wide: 0.3, brow: 0.15, lid: -0.15 },
  neutral: {},
  sadness: { mouth: -0.85, wide: -0.15, brow: 0.2, tilt: -1, lid: -0.35 },
  surprise: { open: 1, wide: -0.35, brow: 1, lid: 0.6 },
};

function shape(scores) {
  const sum = { mouth: 0, open: 0, wide: 0, brow: 0, tilt: 0, lid: 0, sneer: 0 };
  for (const [emotion, move] of Object.entries(MOVES)) {
    for (const part in move) sum[part] += move[part] * (scores[emotion] || 0);
  }
  return sum;
}

/** The drawn face that shows these scores; asleep where there are none. */
export function Face({ scores, label }) {
  const asleep = !scores || !Object.keys(scores).length;
  const s = shape(scores || {});
  const eye = (x) =>
    asleep
      ? h('path', { class: 'line', d: `M${x - 9} 84q9 7 18 0` })
      : h('g', {},
          h('ellipse', { class: 'eye', cx: x, cy: 84, rx: 9, ry: Math.max(2, 10 + 6 * s.lid) }),
          h('circle', { class: 'glint', cx: x + 3, cy: 81 - 2 * s.lid, r: 2.4 }));
  const brow = (x, side) => {
    const y = 62 - 10 * s.brow;
    const inner = y + 9 * s.tilt;
    const outer = y - 3 * s.tilt;
    const [a, b] = side < 0 ? [outer, inner] : [inner, outer];
    return h('path', { class: 'line', d: `M${x - 13} ${a}Q${x} ${(a + b) / 2 - 5} ${x + 13} ${b}` });
  };
  const half = 27 * (1 + 0.5 * s.wide);
  const corner = 130 - 10 * s.mouth;
  const left = corner;
  const right = corner - 10 * s.sneer;
  const dip = 20 * s.mouth;
  const gap = 34 * Math.max(0, s.open);
  const mouth =
    gap > 4
      ? h('path', {
          class: 'mouth',
          d: `M${100 - half} ${left}Q100 ${130 + dip - gap / 2} ${100 + half} ${right}Q100 ${130 + dip + gap * 1.5} ${100 - half} ${left}z`,
        })
      : h('path', { class: 'line', d: `M${100 - half} ${left}Q100 ${130 + dip} ${100 + half} ${right}` });
  return h('svg', { class: 'face', viewBox: '0 0 200 200', role: 'img', 'aria-label': label },
    h('circle', { class: 'skin', cx: 100, cy: 100, r: 88 }),
    h('circle', { class: 'cheek', cx: 52, cy: 118, r: 12, opacity: asleep ? 0 : Math.max(0, s.mouth) * 0.7 }),
    h('circle', { class: 'cheek', cx: 148, cy: 118, r: 12, opacity: asleep ? 0 : Math.max(0, s.mouth) * 0.7 }),
    asleep ? null : brow(68, -1), asleep ? null : brow(132, 1),
    eye(68), eye(132), mouth,
    asleep ? h('text', { class: 'zzz', x: 150, y: 46 }, 'z z') : null);
}
