/** The question, and the answer in a sentence for eyes and screen readers. */

import { fill, find, make } from './dom.js';
import { summary } from './evidence.js';

export const percent = (probability) =>
  probability > 0 && probability < 0.001 ? '< 0.1 %' : `${(100 * probability).toFixed(probability < 0.0995 ? 1 : 0)} %`;

/** How sure the model is of a class; the output itself where the model is a regression, which has no probabilities. */
export const certainty = ({ logit, probability }) => (probability === undefined ? number(logit) : percent(probability));

export const number = (value) => (value === 0 ? '0' : Number(value.toPrecision(3)).toString().replace('-', '−'));

/** The question about one class or two. */
export const why = (names) => [
  'Why',
  ...names.flatMap((name, i) => [i ? ', why ' : ' ', make('em', {}, name)]),
  '?',
];

/** Shows the question, and what explanations say if there are any. */
export function show(explanations, question, { drawn }) {
  fill(find('#question'), ...question);
  find('#question').classList.toggle('long', find('#question').textContent.length > 60);
  document.title = `${find('#question').textContent} · Heatlens`;
  fill(find('#summary'), ...explanations.map((explanation) => make('span', {}, `${heading(explanation)}${summary(explanation)} `)));
  const warnings = explanations.flatMap(({ target, picture, warnings: texts }) =>
    texts.map((text) => (explanations.length > 1 ? `${picture ?? target.label}: ${text}` : text)),
  );
  if (drawn) {
    warnings.push('This browser does not show the file as it is; the picture is drawn by the service.');
  }
  fill(find('#warnings'), ...warnings.map((warning) => make('li', {}, warning)));
}

const heading = ({ picture }) => (picture ? `${picture}: ` : '');
