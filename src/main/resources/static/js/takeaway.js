/** What can be taken along: the PNG, the JSON, a link to this view, and the request as a program. */

import * as api from './api.js';
import { fast, method } from './catalogue.js';
import { parameters } from './controls.js';
import { choose, fill, find, make } from './dom.js';
import * as messages from './messages.js';
import { LANGUAGES, snippet } from './snippets.js';
import { link, set, state } from './state.js';
import { targetName } from './subject.js';

const NAMES = { curl: 'curl', python: 'Python (requests)', java: 'Java' };

let page;

/** Brings everything up to date. */
export function show(current) {
  page = current;
  if (!find('#take').open) {
    return;
  }
  if (!find('#snippet')) {
    build();
  }
  find('#link').value = link();
  find('#link-note').hidden = [page.photo, page.reference].every((photo) => !photo || photo.url);
  choose(
    find('#language'),
    Object.keys(LANGUAGES).map((value) => ({ value, text: NAMES[value] })),
    state.language,
  );
  find('#answer').value = state.answer;
  const png = state.answer === 'png';
  find('#snippet').textContent = snippet(
    state.language in LANGUAGES ? state.language : 'curl',
    page.photo,
    png ? drawing() : asked(),
    png,
  );
}

const asked = () => ({
  ...parameters(page.result.explanations.map(({ target }) => targetName(target.class))),
  reference: page.reference ?? '',
});

// The service draws one class, or one pair; the colours are those on the page
function drawing() {
  const all = asked();
  return {
    ...all,
    target: all.target[0],
    colormap: state.colormap,
    opacity: state.opacity,
    interpolation: state.interpolation === 'nearest' ? 'nearest' : '',
  };
}

function build() {
  const button = (text, onclick) => make('button', { type: 'button', onclick }, text);
  fill(
    find('#take-content'),
    make('p', { className: 'downloads' }, button('Download PNG', savePng), button('Download JSON', saveJson)),
    make(
      'div',
      { className: 'row' },
      make('label', { className: 'link' }, 'Link to this view ', make('input', { id: 'link', readOnly: true })),
      button('Copy', ({ target }) => copy(find('#link').value, target)),
    ),
    make(
      'p',
      { id: 'link-note', className: 'note' },
      'The link keeps the settings, not your picture: it stays with you.',
    ),
    make(
      'div',
      { className: 'row' },
      make(
        'label',
        {},
        'The request in ',
        make('select', { id: 'language', onchange: ({ target }) => set({ language: target.value }) }),
      ),
      make(
        'label',
        {},
        'answered as ',
        make(
          'select',
          { id: 'answer', onchange: ({ target }) => set({ answer: target.value }) },
          make('option', { value: 'json' }, 'JSON'),
          make('option', { value: 'png' }, 'PNG'),
        ),
      ),
      button('Copy', ({ target }) => copy(find('#snippet').textContent, target)),
    ),
    make('pre', { tabIndex: 0, 'aria-label': 'Program', role: 'region' }, make('code', { id: 'snippet' })),
  );
}

// By the service, unless it would have to work long or cannot draw what is on the page
async function savePng() {
  if (state.evidence === 'both' || !fast(method(state.method))) {
    find('#figures canvas').toBlob((blob) => save(blob, 'png'));
    return;
  }
  try {
    save(await api.draw(page.photo, drawing()), 'png');
  } catch (error) {
    messages.problem(error, savePng);
  }
}

function saveJson() {
  save(new Blob([page.answer.text], { type: 'application/json' }), 'json');
}

function save(blob, extension) {
  const url = URL.createObjectURL(blob);
  const [explanation] = page.result.explanations;
  const subject = page.reference ? 'similarity' : explanation.target.class;
  const name = `${page.photo.name.replace(/\.\w+$/, '')}-${explanation.method}-${subject}`;
  make('a', { href: url, download: `${name}.${extension}` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

// Without a secure context there is no clipboard; then the text is selected to be copied by hand
async function copy(text, button) {
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = 'Copied';
    setTimeout(() => {
      button.textContent = 'Copy';
    }, 1500);
  } catch {
    const source = button.parentElement.querySelector('input') ?? find('#snippet');
    getSelection().selectAllChildren(source);
    source.select?.();
  }
}
