/** Method and look: what is asked of the service, and how the answer is drawn here without asking again. */

import { catalogue, fast, method, supported } from './catalogue.js';
import { names } from './colormaps.js';
import { choose, fill, find, make } from './dom.js';
import { DEFAULTS, set, state, UPLOAD } from './state.js';
import { kind, sent } from './subject.js';

const SETTINGS = {
  layer: { label: 'Layer', options: layers },
  gradient: {
    label: 'Gradient',
    options: () => [
      { value: 'plain', text: 'plain' },
      { value: 'pruned', text: 'pruned (LibraGrad)' },
    ],
  },
  smooth: {
    label: 'Smoothing',
    options: (uses) => [
      { value: 'none', text: 'none' },
      ...(uses.includes('smooth=aug') ? [{ value: 'aug', text: 'mean over flips and brightness' }] : []),
      ...(uses.includes('smooth=eigen') ? [{ value: 'eigen', text: 'first principal component' }] : []),
    ],
  },
  samples: { label: 'Samples', number: { min: 1, max: 10000, placeholder: 'the method’s' } },
  steps: { label: 'Steps', number: { min: 1, max: 200, placeholder: '20' } },
  baseline: {
    label: 'Baseline',
    options: () => [
      { value: 'mean', text: 'mean colour' },
      ...['black', 'white', 'grey', 'blur'].map((value) => ({ value, text: value })),
    ],
  },
  head: { label: 'Head of the last block', number: { min: 0, placeholder: 'the mean of all' } },
};

/** The request's parameters, as the state has them and the method takes them. */
export function parameters(targets = [state.target, state.beside].filter(Boolean)) {
  const uses = used(method(state.method));
  const value = (name, standard = '') => (uses.includes(name) && state[name] !== standard ? state[name] : '');
  return {
    model: catalogue.models.length > 1 ? catalogue.model.name : '',
    alpha: state.alpha,
    method: state.method,
    target: kind() === 'pictures' ? [] : targets,
    prompt: sent(),
    layer: value('layer'),
    gradient: value('gradient', 'plain'),
    smooth: value('smooth', 'none'),
    samples: value('samples'),
    steps: value('steps'),
    baseline: value('baseline', 'mean'),
    fusion: value('head') === '' ? '' : 'head',
    head: value('head'),
  };
}

// The settings that make a difference to a method
function used({ parameters: all }) {
  const smooth =
    all.includes(`smooth=${state.smooth}`) ||
    (state.smooth === 'none' && all.some((each) => each.startsWith('smooth=')));
  return [...all, ...(smooth ? ['smooth'] : [])];
}

export function start() {
  find('#method').onchange = ({ target }) => set({ method: target.value });
  find('#opacity').oninput = ({ target }) => set({ opacity: target.value });
  find('#colormap').onchange = ({ target }) => set({ colormap: target.value });
  find('#both').onchange = ({ target }) => set({ evidence: target.checked ? 'both' : 'for' });
  find('#patches').onchange = ({ target }) => set({ interpolation: target.checked ? 'nearest' : 'bilinear' });
  find('#boxes').onchange = ({ target }) => set({ boxes: target.checked ? 'true' : '' });
  find('#alpha').onchange = ({ target }) => set({ alpha: target.value });
  find('#model').onchange = ({ target }) =>
    set({
      model: target.value,
      image: state.image === UPLOAD ? UPLOAD : '',
      reference: state.reference === UPLOAD ? UPLOAD : '',
      target: '',
      beside: '',
      layer: '',
    });
}

/** Puts right what a link may have wrong. */
export function mend() {
  const within = (value) => value >= 0 && value <= 1;
  const right = {
    colormap: names.includes(state.colormap),
    method: method(state.method),
    opacity: within(state.opacity),
    hidden: within(state.hidden),
    alpha: ['drop', 'white'].includes(state.alpha),
    layer: catalogue.model.layers.some(({ name }) => name === state.layer),
  };
  Object.keys(right)
    .filter((name) => !right[name])
    .forEach((name) => {
      state[name] = DEFAULTS[name];
    });
}

/** Puts the state into the controls. */
export function show(items, image) {
  choose(
    find('#model'),
    catalogue.models.map(({ name }) => ({ value: name, text: name })),
    catalogue.model.name,
  );
  find('#model').parentElement.hidden = catalogue.models.length < 2;
  const option = (each) => ({ value: each.name, text: each.name, disabled: !supported(each) });
  choose(
    find('#method'),
    [
      { label: 'Fast', options: catalogue.methods.filter(fast).map(option) },
      { label: 'Many passes', options: catalogue.methods.filter((each) => !fast(each)).map(option) },
    ],
    state.method,
  );
  choose(
    find('#colormap'),
    names.map((name) => ({ value: name, text: name })),
    state.colormap,
  );
  find('#colormap').disabled = state.evidence === 'both';
  find('#opacity').value = state.opacity;
  find('#both').checked = state.evidence === 'both';
  find('#patches').checked = state.interpolation === 'nearest';
  find('#boxes').checked = state.boxes === 'true';
  find('#boxes-label').hidden = items.length === 0;
  find('#alpha').value = state.alpha;
  find('#alpha').parentElement.hidden = !state.alpha && !image?.warnings?.some((text) => text.includes('alpha='));
  settings(method(state.method));
}

function settings({ summary, paper, cost, classDiscriminative, parameters: uses }) {
  fill(
    find('#method-summary'),
    summary,
    classDiscriminative ? '' : ' The same for every class.',
    make('cite', {}, `${paper.split(',')[0]} · ${cost}`),
  );
  const known = Object.keys(SETTINGS).filter((name) => uses.some((each) => each.split('=')[0] === name));
  const subject = `${catalogue.model.name} ${state.method}`;
  find('#settings').hidden = known.length === 0;
  if (find('#settings').dataset.subject === subject) {
    // the one that has the focus keeps it
    known.forEach((name) => {
      find(`#setting-${name}`).value = state[name];
    });
    return;
  }
  find('#settings').dataset.subject = subject;
  const [first, ...rest] = known.map((name) => SETTINGS[name].label);
  find('#settings summary').textContent = [first, ...rest.map((label) => label.toLowerCase())].join(', ');
  fill(find('#settings-list'), ...known.map((name) => setting(name, uses)));
}

function setting(name, uses) {
  const { label, options, number } = SETTINGS[name];
  const onchange = ({ target }) => set({ [name]: target.value });
  const input = number
    ? make('input', { type: 'number', value: state[name], onchange, ...number })
    : make('select', { onchange });
  if (options) {
    choose(input, options(uses), state[name]);
  }
  input.id = `setting-${name}`;
  return make('label', {}, `${label} `, input);
}

function layers(uses) {
  return catalogue.model.layers.toReversed().map(({ name, default: standard, gradientPath }) => ({
    value: standard ? '' : name,
    text: name + (standard ? ' (default)' : '') + (gradientPath ? '' : ' (no gradient)'),
    disabled: uses.includes('gradient') && !gradientPath,
  }));
}
