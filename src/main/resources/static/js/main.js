/** Puts the page together: what changes in the state leads to a request, or only to another drawing. */

import * as api from './api.js';
import { catalogue, fast, label, load, method, samplesOfModel, use } from './catalogue.js';
import * as compare from './compare.js';
import * as controls from './controls.js';
import * as deletion from './deletion.js';
import { find } from './dom.js';
import * as figures from './figures.js';
import * as images from './images.js';
import * as messages from './messages.js';
import { acceptFiles, drawnByService, preview } from './photo.js';
import * as predictions from './predictions.js';
import { set, state, UPLOAD, watch } from './state.js';
import * as story from './story.js';
import * as takeaway from './takeaway.js';

const ASKED = 'alpha target beside method layer gradient smooth samples steps baseline head'.split(' ');
const DRAWN = ['colormap', 'interpolation', 'evidence'];
const SECTIONS = { compare, test: deletion, take: takeaway };

/** The picture on the page, the file that was opened here, and what the service said. */
const page = { photo: null, upload: null, answer: null, result: null };
let running = new AbortController();

async function start() {
  await attempt(async () => {
    await load(state.model);
    controls.start();
    await showModel();
    watch(changed);
  }, start);
}

async function changed(names) {
  const any = (list) => list.some((name) => names.has(name));
  controls.mend();
  controls.show(page.photo?.items ?? [], page.result?.image);
  if (names.has('model')) {
    await attempt(changeModel);
  } else if (names.has('image')) {
    await attempt(openImage);
  } else if (any(ASKED)) {
    await explain();
  } else {
    if (any(DRAWN)) {
      figures.recolour();
    } else if (any(['opacity', 'boxes'])) {
      figures.caption();
      figures.redraw();
    }
    showSections();
  }
}

async function changeModel() {
  await use(state.model || catalogue.models.find((model) => model.default).name);
  await showModel();
}

async function showModel() {
  controls.mend();
  controls.show([]);
  predictions.offerLabels(choose);
  showImages();
  await openImage();
}

function showImages() {
  images.show(page.upload, (image) => set({ image, target: '', beside: '' }));
  images.mark(page.photo?.url ? page.photo.name : state.image);
}

/** Explains other classes: what is not named stays. */
function choose(changes) {
  const [target = '', beside = ''] = targets();
  set({ target, beside, ...changes });
}

/** The class that is asked about and the one beside it: as chosen, else what a sample shows first, else the top one. */
function targets() {
  const first = page.photo.items[0]?.class ?? page.result?.predictions[0].class ?? '';
  return [state.target || String(first), state.beside].filter(Boolean);
}

// A sample, the file that was opened, or a request to open one
async function openImage() {
  const [first] = samplesOfModel();
  const sample = samplesOfModel().find(({ name }) => name === state.image) ?? first;
  const wanted = state.image;
  if (wanted === UPLOAD ? page.upload : sample) {
    const photo = wanted === UPLOAD ? page.upload : await openSample(sample);
    if (wanted === state.image) {
      await showPhoto(photo);
    }
    return;
  }
  find('#explorer').hidden = true;
  find('#sections').hidden = true;
  messages.notice(
    state.image === UPLOAD
      ? 'This link was made with a picture that is not part of it. Open the picture to see the same view.'
      : `The model ${catalogue.model.name} brings no samples. Open a picture, drop it here or paste it.`,
    otherSamples(),
  );
}

// A way to see something at once, where another model has samples
function otherSamples() {
  const model = catalogue.samples.find((sample) => catalogue.models.some(({ name }) => name === sample.model))?.model;
  return model && model !== catalogue.model.name
    ? [`See samples of ${model}`, () => set({ model, image: '', target: '', beside: '', layer: '' })]
    : [];
}

async function openSample({ name, url, items }) {
  const blob = await api.picture(url);
  return { blob, name, url, items, ...(await preview(blob)) };
}

async function openFile(file) {
  if (!catalogue.model) {
    return;
  }
  const awaited = state.image === UPLOAD && !page.upload;
  page.upload = { blob: file, name: file.name || 'picture', items: [], ...(await preview(file)) };
  showImages();
  set({ image: UPLOAD, ...(awaited ? {} : { target: '', beside: '' }) }, 'image');
}

async function showPhoto(photo) {
  Object.assign(page, { photo, answer: null, result: null });
  images.mark(photo.url ? photo.name : UPLOAD);
  find('#explorer').hidden = !photo.bitmap;
  find('#sections').hidden = true;
  story.show([], targets().map(label), photo);
  if (photo.bitmap) {
    figures.show(photo, [], []);
  }
  await explain();
}

async function explain({ agreed = false } = {}) {
  running.abort();
  running = new AbortController();
  const { signal } = running;
  const asked = controls.parameters(targets());
  await attempt(
    async () => {
      if (!agreed && !fast(method(state.method))) {
        await offerPasses(asked, signal);
        return;
      }
      messages.working(`Explaining by ${asked.method}`, cancel);
      await show(await api.explain(page.photo, asked, signal), signal);
      messages.idle();
    },
    () => explain({ agreed }),
  );
}

// Many passes are not run before someone has seen how many
async function offerPasses(asked, signal) {
  const passes = await api.cost(page.photo, asked, signal);
  if (!page.result) {
    const [result] = await api.predict([page.photo], { model: asked.model, alpha: asked.alpha }, signal);
    await show({ results: [{ ...result, explanations: [] }] }, signal);
  }
  messages.offer(
    `${asked.method} takes ${passes.forwards.toLocaleString('en')} forward passes` +
      `${passes.backwards ? ` and ${passes.backwards.toLocaleString('en')} backward` : ''}.`,
    'Run it',
    () => explain({ agreed: true }),
  );
  showSections();
}

function cancel() {
  running.abort();
  messages.offer('Cancelled.', 'Run it again', () => explain({ agreed: true }));
}

async function show(answer, signal) {
  const [result] = answer.results;
  if (differs(page.photo, result.image)) {
    await drawAgain(signal);
  }
  Object.assign(page, { answer, result });
  const { photo } = page;
  const [target, beside] = targets();
  find('#explorer').hidden = false;
  figures.show(photo, result.explanations, photo.items);
  predictions.show(result.predictions, result.explanations, { target, beside }, choose);
  story.show(result.explanations, [target, beside].filter(Boolean).map(label), photo);
  controls.show(photo.items, result.image);
  showSections();
}

// A picture that the browser shows otherwise: in another size, or with transparent pixels
function differs(photo, { width, height, warnings }) {
  return photo.width !== width || photo.height !== height || (warnings && photo.drawn !== (state.alpha || 'default'));
}

// What the browser does not show as the service sees it
async function drawAgain(signal) {
  const parameters = { model: catalogue.model.name, alpha: state.alpha };
  const drawn = {
    ...page.photo,
    drawn: state.alpha || 'default',
    ...(await drawnByService(page.photo, parameters, signal)),
  };
  if (page.upload === page.photo) {
    page.upload = drawn;
    showImages();
  }
  page.photo = drawn;
}

function showSections() {
  find('#sections').hidden = !page.result?.explanations.length;
  if (page.result?.explanations.length) {
    Object.values(SECTIONS).forEach((section) => section.show(page));
  }
}

async function attempt(action, retry = () => attempt(action)) {
  messages.clear();
  try {
    await action();
  } catch (error) {
    if (error.name !== 'AbortError') {
      if (!page.result) {
        predictions.show([], [], {}, choose);
      }
      messages.problem(error, retry);
    }
  }
}

acceptFiles([find('#file'), find('#camera')], openFile);
for (const name of Object.keys(SECTIONS)) {
  const section = find(`#${name}`);
  section.open = state.open.split(',').includes(name);
  section.addEventListener('toggle', () => {
    set({
      open: Object.keys(SECTIONS)
        .filter((each) => find(`#${each}`).open)
        .join(),
    });
  });
}
start();
