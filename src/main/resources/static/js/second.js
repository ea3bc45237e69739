/** The second picture: where it comes from, and how much the two are alike. */

import { samplesOfModel } from './catalogue.js';
import { find } from './dom.js';
import * as images from './images.js';
import { set, state } from './state.js';
import { number } from './story.js';
import { onlyPictures } from './subject.js';

const VECTORS = {
  cls: 'the model’s class tokens',
  pooled: 'the model’s pooled patches',
  projected: 'the vectors that the model compares',
};

/** Shows the pictures to choose from, and the similarity once it is known. */
export function show(first, upload, result) {
  const focus = document.activeElement?.dataset.reference;
  const samples = samplesOfModel().filter(({ name }) => name !== first.name);
  images.fillRow(find('#references'), 'reference', upload, samples, (reference) => set({ reference }));
  find('#second').open ||= onlyPictures() && !state.reference;
  find('#remove-second').hidden = !state.reference;
  if (state.reference) {
    find('#similarity').textContent = result ? number(result.similarity) : '…';
    find('#vectors').textContent = result ? `cosine of ${VECTORS[result.embedding]}, −1 to 1` : '';
  }
  find('#alike').hidden = !state.reference;
  find(`[data-reference="${focus}"]`)?.focus();
}

export function start() {
  find('#remove-second').onclick = () => {
    set({ reference: '' });
    find('#second summary').focus();
  };
}
