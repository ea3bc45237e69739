/** The most probable classes as bars: choose the class to explain, and a second one to look at beside it. */

import { catalogue } from './catalogue.js';
import { fill, find, make } from './dom.js';
import { certainty } from './story.js';

/** Shows predictions, and what is explained beyond them; `choose` is called with the state's changes. */
export function show(predictions, explanations, { target, beside }, choose) {
  const focus = document.activeElement?.dataset.focus;
  const beyond = explanations
    .map((explanation) => explanation.target)
    .filter((each) => !predictions.some((prediction) => prediction.class === each.class));
  fill(
    find('#predictions'),
    ...[...predictions, ...beyond].map((prediction) => row(prediction, target, beside, choose)),
  );
  find(`[data-focus="${focus}"]`)?.focus();
}

function row(prediction, target, beside, choose) {
  const index = String(prediction.class);
  const main = index === target;
  const second = index === beside;
  const fillings = make('span', { className: 'filling' });
  fillings.style.width = `${100 * (prediction.probability ?? 0)}%`;
  const explain = make(
    'button',
    {
      type: 'button',
      className: 'prediction',
      'aria-pressed': String(main),
      'data-focus': `explain ${index}`,
      onclick: () => choose(second ? { target: index, beside: '' } : { target: index }),
    },
    make('span', { className: 'label' }, prediction.label),
    make('span', { className: 'bar' }, fillings),
    make('span', { className: 'probability' }, certainty(prediction)),
  );
  const versus = make(
    'button',
    {
      type: 'button',
      className: 'versus',
      'aria-pressed': String(second),
      'data-focus': `beside ${index}`,
      disabled: main,
      'aria-label': `vs ${prediction.label}`,
      title: 'Show side by side',
      onclick: () => choose({ beside: second ? '' : index }),
    },
    'vs',
  );
  return make('li', { className: second ? 'second' : '' }, explain, versus);
}

/** Lets any other class of the model be named. */
export function offerLabels(choose) {
  fill(find('#labels'), ...catalogue.model.labels.map((name) => make('option', { value: name })));
  find('#other').onchange = ({ target }) => {
    const index = catalogue.model.labels.indexOf(target.value);
    target.setCustomValidity(index < 0 && target.value ? 'The model has no such class.' : '');
    target.reportValidity();
    if (index >= 0) {
      target.value = '';
      choose({ target: String(index), beside: '' });
    }
  };
}
