import { h, Component } from './preact.js';

/** What changed from one text to another, line by line, with two lines around each change. */
export function difference(before, after) {
  const a = before.split('\n'), b = after.split('\n');
  const long = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      long[i][j] = a[i] === b[j] ? long[i + 1][j + 1] + 1 : Math.max(long[i + 1][j], long[i][j + 1]);
    }
  }
  const lines = [];
  let i = 0, j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) { lines.push([' ', a[i]]); i++; j++; }
    else if (i < a.length && (j === b.length || long[i + 1][j] >= long[i][j + 1])) lines.push(['-', a[i++]]);
    else lines.push(['+', b[j++]]);
  }
  const near = (at) => lines.slice(Math.max(0, at - 2), at + 3).some((line) => line[0] !== ' ');
  return lines.filter((_, at) => near(at));
}

/** moods.yaml, checked as one types; nothing is saved before the change was shown. */
export class Editor extends Component {
  state = { text: null, saved: null, check: null, diff: null, said: '' };

  load = async () => {
    try {
      const saved = await this.props.ask('GET', 'moods');
      this.setState({ saved, text: saved.text, check: null, diff: null });
    } catch (failed) {
      this.setState({ said: failed.message });
    }
  };

  typed = (event) => {
    const text = event.target.value;
    this.setState({ text, diff: null, said: '' });
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.check(text), 400);
  };

  check = async (text) => {
    try {
      const check = await this.props.ask('POST', 'moods/check', { text });
      if (this.state.text === text) this.setState({ check });
      return check;
    } catch (failed) {
      this.setState({ said: failed.message });
    }
  };

  review = async () => {
    const check = await this.check(this.state.text);
    if (check && !check.mistakes.length) this.setState({ diff: difference(this.state.saved.text, this.state.text) });
  };

  send = async (path, done) => {
    const { text, saved } = this.state;
    try {
      const now = await this.props.ask('POST', 'moods/' + path, { text, version: saved.version });
      this.setState({ saved: now, text: now.text, diff: null, check: null, said: this.props.t(done) });
    } catch (failed) {
      this.setState({ said: failed.status === 409 ? this.props.t('conflict') : failed.message });
    }
  };

  go = (line) => {
    const area = this.area;
    const start = this.state.text.split('\n').slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
    area.focus();
    area.setSelectionRange(start, start + (this.state.text.split('\n')[line - 1] || '').length);
  };

  render({ t }, { text, saved, check, diff, said }) {
    if (text === null) {
      return h('div', {}, h('button', { onClick: this.load }, t('openMoods')), h('p', { role: 'status' }, said));
    }
    const changed = text !== saved.text;
    const wrong = check ? check.mistakes : [];
    return h('div', { class: 'editor' },
      h('label', { for: 'moods' }, 'config/moods.yaml'),
      h('textarea', { id: 'moods', value: text, onInput: this.typed, spellcheck: false, wrap: 'off', rows: 22, ref: (area) => (this.area = area), 'aria-invalid': wrong.length > 0, 'aria-describedby': 'problems' }),
      h('ul', { id: 'problems', class: 'problems', 'aria-live': 'polite' },
        wrong.map((p) => h('li', { class: 'bad' }, h('button', { class: 'link', onClick: () => this.go(p.line) }, t('line', p.line)), ' ', p.message)),
        check && check.warnings.map((p) => h('li', {}, p.line ? h('button', { class: 'link', onClick: () => this.go(p.line) }, t('line', p.line)) : null, ' ', p.message))),
      diff && h('pre', { class: 'diff', tabIndex: 0, 'aria-label': t('changes') }, diff.map(([sign, line]) => h(sign === '-' ? 'del' : sign === '+' ? 'ins' : 'span', {}, sign + ' ' + line + '\n'))),
      h('div', { class: 'row' },
        diff
          ? h('button', { class: 'main', onClick: () => this.send('save', 'savedNow') }, t('save'))
          : h('button', { disabled: !changed || wrong.length > 0, onClick: this.review }, t('showChanges')),
        h('button', { disabled: !changed, onClick: () => this.setState({ text: saved.text, diff: null, check: null }) }, t('discard')),
        h('button', { disabled: changed || !saved.undo, onClick: () => this.send('undo', 'undone') }, t('undo')),
        h('button', { onClick: this.load }, t('reload'))),
      h('p', { role: 'status' }, said));
  }
}
