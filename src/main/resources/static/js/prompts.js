/** The prompts as chips: choose the one to explain, remove it, or type another. */

import { fill, find, make } from './dom.js';
import { set, state } from './state.js';
import { certainty } from './story.js';
import { prompts, written } from './subject.js';

const MOST = 64;

/** Shows the prompts with their probabilities, as far as they are known. */
export function show(predictions, target) {
  const focus = document.activeElement?.dataset.focus;
  fill(
    find('#chips'),
    ...prompts().map((text, i) =>
      chip(
        text,
        i,
        predictions.find((each) => each.class === i),
        String(i) === target,
      ),
    ),
  );
  find('#prompts-needed').hidden = prompts().length > 0;
  find(`#chips [data-focus="${focus}"]`)?.focus();
}

function chip(text, i, prediction, main) {
  return make(
    'li',
    { className: 'chip' },
    make(
      'button',
      {
        type: 'button',
        className: 'explain',
        'aria-pressed': String(main),
        'data-focus': `prompt ${i}`,
        onclick: () => set({ target: String(i), beside: '' }),
      },
      make('span', {}, text),
      make('span', { className: 'probability' }, prediction ? certainty(prediction) : ''),
    ),
    make(
      'button',
      {
        type: 'button',
        className: 'remove',
        'aria-label': `Remove ${text}`,
        title: 'Remove',
        'data-focus': `remove ${i}`,
        onclick: () => remove(i),
      },
      '×',
    ),
  );
}

function remove(index) {
  const rest = prompts().filter((_, i) => i !== index);
  const target = Number(state.target);
  const kept = state.target && target !== index ? String(target - (target > index)) : '';
  set({ prompts: written(rest), target: kept, beside: '' });
  find('#prompt').focus();
}

/** Takes what is typed. */
export function start() {
  const input = find('#prompt');
  input.oninput = () => input.setCustomValidity('');
  find('#prompt-form').onsubmit = (event) => {
    event.preventDefault();
    const text = input.value.trim();
    const all = prompts();
    if (all.includes(text)) {
      input.value = '';
      set({ target: String(all.indexOf(text)), beside: '' });
    } else if (all.length === MOST) {
      input.setCustomValidity(`There are ${MOST} prompts, as many as a request takes. Remove one first.`);
      input.reportValidity();
    } else if (text) {
      input.value = '';
      set({ prompts: written([...all, text]), target: String(all.length), beside: '' });
    }
  };
}
