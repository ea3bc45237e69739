/** Puts the page together: what changes in the state leads to a request, or only to another drawing. */

import * as api from './api.js';
import { catalogue, fast, load, method, samplesOfModel, use } from './catalogue.js';
import * as compare from './compare.js';
import * as controls from './controls.js';
import * as deletion from './deletion.js';
import { find } from './dom.js';
import * as figures from './figures.js';
import * as images from './images.js';
import * as messages from './messages.js';
import { acceptFiles, drawnByService, preview } from './photo.js';
import * as predictions from './predictions.js';
import * as prompts from './prompts.js';
import * as second from './second.js';
import { set, state, UPLOAD, watch } from './state.js';
import * as story from './story.js';
import * as subject from './subject.js';
import * as takeaway from './takeaway.js';

const ASKED = 'prompts alpha target beside method layer gradient smooth samples steps baseline head'.split(' ');
const DRAWN = ['colormap', 'interpolation', 'evidence'];
const SECTIONS = { compare, test: deletion, take: takeaway };

/** The picture on the page and the second one, the files that were opened here for each, and what the service said. */
const page = { photo: null, reference: null, upload: null, secondUpload: null, answer: null, result: null };
let running = new AbortController();

async function start() {
  await attempt(async () => {
    await load(state.model);
    controls.start();
    prompts.start();
    second.start();
    await showModel();
    watch(changed);
  }, start);
}

async function changed(names) {
  const any = (list) => list.some((name) => names.has(name));
  controls.mend();
  showControls();
  if (names.has('model')) {
    await attempt(changeModel);
  } else if (any(['image', 'reference'])) {
    await attempt(openImage);
  } else if (any(ASKED) && page.photo) {
    if (names.has('prompts')) {
      page.result = null;
      showSubject();
    }
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
  if (subject.kind() === 'pictures') {
    return [];
  }
  const first = page.photo.items[0]?.class ?? page.result?.predictions[0].class ?? '';
  return [state.target || String(first), state.beside].filter(Boolean);
}

// A sample, the file that was opened, or a request to open one
async function openImage() {
  const [first] = samplesOfModel();
  const sample = samplesOfModel().find(({ name }) => name === state.image) ?? first;
  const { image, reference } = state;
  if (image === UPLOAD ? page.upload : sample) {
    const photo = image === UPLOAD ? page.upload : await openSample(sample);
    const other = await openReference();
    if (image === state.image && reference === state.reference) {
      await showPhoto(photo, other);
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

// Nothing if there is none, or none any more
async function openReference() {
  if (subject.kind() === 'prompts') {
    return null;
  }
  const sample = samplesOfModel().find(({ name }) => name === state.reference);
  return state.reference === UPLOAD ? page.secondUpload : sample ? openSample(sample) : null;
}

// A way to see something at once, where another model has samples
function otherSamples() {
  const model = catalogue.samples.find((sample) => catalogue.models.some(({ name }) => name === sample.model))?.model;
  return model && model !== catalogue.model.name
    ? [`See samples of ${model}`, () => set({ model, image: '', reference: '', target: '', beside: '', layer: '' })]
    : [];
}

async function openSample({ name, url, items }) {
  const blob = await api.picture(url);
  return { blob, name, url, items, ...(await preview(blob)) };
}

async function openFile(file, place) {
  if (!catalogue.model) {
    return;
  }
  if (isSecond(place)) {
    page.secondUpload = await open(file);
    set({ reference: UPLOAD }, 'reference');
    return;
  }
  const awaited = state.image === UPLOAD && !page.upload;
  page.upload = await open(file);
  showImages();
  set({ image: UPLOAD, ...(awaited ? {} : { target: '', beside: '' }) }, 'image');
}

const open = async (file) => ({ blob: file, name: file.name || 'picture', items: [], ...(await preview(file)) });

// Where a file was dropped or chosen says which picture it is; a model that waits for the second one takes it anywhere
const isSecond = (place) =>
  place.closest?.('#another') || (!find('#explorer').hidden && waiting() === 'picture' && !place.closest?.('.images'));

/** What has to be there before anything can be asked. */
function waiting() {
  if (subject.kind() === 'prompts') {
    return subject.prompts().length ? '' : 'prompt';
  }
  return subject.kind() === 'pictures' && !page.reference ? 'picture' : '';
}

async function showPhoto(photo, reference) {
  if (!reference) {
    // a link to a picture that was opened elsewhere
    state.reference = '';
  }
  Object.assign(page, { photo, reference, answer: null, result: null });
  images.mark(photo.url ? photo.name : UPLOAD);
  showQuestion();
  await explain();
}

/** The pictures and the question about them, before there is an answer. */
function showQuestion() {
  const drawable = photos().every(({ bitmap }) => bitmap);
  find('#explorer').hidden = !drawable;
  find('#sections').hidden = true;
  if (drawable) {
    figures.show(photos(), [], []);
  }
  showSubject();
  story.show([], question(), page.photo);
}

const photos = () => [page.photo, page.reference].filter(Boolean);

const questioned = () => ({ ...controls.parameters(targets()), reference: page.reference ?? '' });

function question() {
  if (waiting()) {
    return [waiting() === 'prompt' ? 'What should the model look for?' : 'Compare it with which picture?'];
  }
  return subject.kind() === 'pictures' ? ['Why are these two alike?'] : story.why(targets().map(subject.label));
}

/** What can be asked about: classes, prompts, or a second picture. */
function showSubject() {
  const kind = subject.kind();
  const [target, beside] = targets();
  find('#predictions-title').textContent = {
    classes: 'What the model sees',
    prompts: 'How well each text fits',
    pictures: 'How alike they are',
  }[kind];
  find('#classes').hidden = kind !== 'classes';
  find('#prompts').hidden = kind !== 'prompts';
  find('#another').hidden = kind === 'prompts';
  find('#alike').hidden = true;
  if (kind === 'prompts') {
    prompts.show(page.result?.predictions ?? [], target);
    return;
  }
  second.show(page.photo, page.secondUpload, page.result);
  if (kind === 'classes') {
    predictions.show(page.result?.predictions ?? [], page.result?.explanations ?? [], { target, beside }, choose);
  }
}

function showControls() {
  const boxes = subject.kind() === 'classes' ? page.photo?.items : null;
  controls.show(boxes ?? [], page.result?.image);
}

async function explain({ agreed = false } = {}) {
  running.abort();
  running = new AbortController();
  const { signal } = running;
  const asked = questioned();
  await attempt(
    async () => {
      if (waiting()) {
        messages.idle();
        await drawUnseen(signal);
        showQuestion();
        return;
      }
      if (!agreed && !fast(method(state.method))) {
        await offerPasses(asked, signal);
        return;
      }
      messages.working(`Explaining by ${asked.method}`, cancel);
      await show(await answer(asked, signal), signal);
      messages.idle();
    },
    () => explain({ agreed }),
  );
}

async function answer(asked, signal) {
  const answered = await api.explain(page.photo, asked, signal);
  if (asked.reference) {
    return { answer: answered, result: subject.alike(answered) };
  }
  const [result] = answered.results;
  const { length } = subject.kind() === 'prompts' ? subject.prompts() : [];
  const all = result.predictions.length < length ? await predict(asked, length, signal) : result;
  return { answer: answered, result: { ...result, predictions: all.predictions } };
}

const predict = ({ model, alpha, prompt }, top, signal) =>
  api.predict([page.photo], { model, alpha, prompt, top }, signal).then(([result]) => result);

// Many passes are not run before someone has seen how many
async function offerPasses(asked, signal) {
  const passes = await api.cost(page.photo, asked, signal);
  if (!page.result && !asked.reference) {
    const result = await predict(asked, Math.max(5, asked.prompt.length), signal);
    await show({ answer: null, result: { ...result, explanations: [] } }, signal);
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

async function show({ answer, result }, signal) {
  for (const role of ['photo', 'reference']) {
    const image = role === 'photo' ? result.image : result.reference;
    if (image && differs(page[role], image)) {
      await drawAgain(role, signal);
    }
  }
  Object.assign(page, { answer, result });
  find('#explorer').hidden = false;
  figures.show(photos(), result.explanations, page.photo.items);
  showSubject();
  story.show(result.explanations, question(), { drawn: photos().some(({ drawn }) => drawn) });
  showControls();
  showSections();
}

// A picture that the browser shows otherwise: in another size, or with transparent pixels
function differs(photo, { width, height, warnings }) {
  return photo.width !== width || photo.height !== height || (warnings && photo.drawn !== (state.alpha || 'default'));
}

// A picture that the browser cannot show at all, while something else is awaited
async function drawUnseen(signal) {
  if (!page.photo.bitmap && subject.kind() === 'pictures') {
    await drawAgain('photo', signal);
  }
}

// What the browser does not show as the service sees it. Where there are no classes, it is compared with itself.
async function drawAgain(role, signal) {
  const before = page[role];
  const drawn = {
    ...before,
    drawn: state.alpha || 'default',
    ...(await drawnByService(
      before,
      {
        model: catalogue.model.name,
        alpha: state.alpha,
        prompt: subject.sent(),
        reference: subject.onlyPictures() ? before : '',
      },
      signal,
    )),
  };
  if (page.upload === before) {
    page.upload = drawn;
    showImages();
  }
  if (page.secondUpload === before) {
    page.secondUpload = drawn;
  }
  page[role] = drawn;
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
      if (!page.result && page.photo) {
        showSubject();
      }
      messages.problem(error, retry);
    }
  }
}

acceptFiles([find('#file'), find('#camera'), find('#second-file')], openFile);
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
