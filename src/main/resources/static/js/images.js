/** The row of pictures to choose from: the model's samples, and the one that was opened. */

import { address } from './api.js';
import { samplesOfModel } from './catalogue.js';
import { fill, find, make } from './dom.js';
import { compose, fit } from './heatmap.js';
import { state, UPLOAD } from './state.js';

/** Shows the row; `choose` is called with the name of a sample, or with UPLOAD. */
export function show(upload, choose) {
  fillRow(find('#samples'), 'image', upload, samplesOfModel(), choose);
}

/** Fills a row of pictures, of which the state's `role` (image or reference) is one. */
export function fillRow(row, role, upload, samples, choose) {
  const thumbnails = samples.map((sample) =>
    thumbnail(
      role,
      sample.name,
      title(sample),
      choose,
      make('img', { src: address(sample.thumbnail), alt: '', width: 56, height: 56 }),
    ),
  );
  const own = upload?.bitmap ? [thumbnail(role, UPLOAD, upload.name, choose, small(upload))] : [];
  fill(row, ...own, ...thumbnails);
  row.hidden = thumbnails.length + own.length === 0;
}

/** Marks the picture that is explained. */
export function mark(name) {
  find('#samples')
    .querySelectorAll('button')
    .forEach((button) => {
      button.setAttribute('aria-pressed', String(button.dataset.image === name));
    });
}

const title = ({ items }) => items.map(({ label }) => label).join(' and ');

function thumbnail(role, name, text, choose, picture) {
  return make(
    'button',
    {
      type: 'button',
      className: 'thumbnail',
      [`data-${role}`]: name,
      'aria-label': text,
      title: text,
      'aria-pressed': String(state[role] === name),
      onclick: () => choose(name),
    },
    picture,
  );
}

function small(photo) {
  const canvas = make('canvas');
  fit(canvas, photo, 112);
  compose(canvas, photo, {});
  return canvas;
}
