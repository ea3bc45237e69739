/** What the page shows, as far as a link can restore it. It lives in the address's fragment, which no server sees. */

export const DEFAULTS = Object.freeze({
  model: '',
  image: '',
  reference: '',
  prompts: '',
  alpha: '',
  target: '',
  beside: '',
  method: 'grad-cam',
  layer: '',
  gradient: 'plain',
  smooth: 'none',
  samples: '',
  steps: '',
  baseline: 'mean',
  head: '',
  opacity: '0.6',
  colormap: 'cividis',
  interpolation: 'bilinear',
  evidence: 'for',
  boxes: '',
  open: '',
  hidden: '0.2',
  language: 'curl',
  answer: 'json',
});

/** The value of "image" and "reference" for a file that was opened here: a link cannot bring it back. */
export const UPLOAD = 'upload';

export const state = { ...DEFAULTS, ...read() };

let listener = () => {};
let written;

function read() {
  const known = [...new URLSearchParams(location.hash.slice(1))].filter(([name]) => name in DEFAULTS);
  return Object.fromEntries(known);
}

/** Changes the state and tells the listener what is different now; `renewed` is so even if it is called the same. */
export function set(changes, renewed) {
  const changed = Object.keys(changes).filter((name) => name === renewed || state[name] !== changes[name]);
  if (changed.length) {
    Object.assign(state, changes);
    // some browsers refuse a new address at every move of a slider
    clearTimeout(written);
    written = setTimeout(() => history.replaceState(null, '', link()), 200);
    listener(new Set(changed));
  }
}

/** The one who hears of changes, whether they come from the page or from another link. */
export function watch(callback) {
  listener = callback;
  addEventListener('hashchange', () => set({ ...DEFAULTS, ...read() }));
}

export function link() {
  const different = Object.entries(state).filter(([name, value]) => value !== DEFAULTS[name]);
  const base = location.href.split('#')[0];
  return different.length ? `${base}#${new URLSearchParams(different)}` : base;
}
