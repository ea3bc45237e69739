/** Pictures: how they come in (file, drop, paste, camera) and how they are shown. The original goes to the service. */

import * as api from './api.js';

const PREVIEW = 1536;

/**
 * Opens a file for display, upright by its EXIF orientation and never larger than a screen needs.
 * Nothing if the browser cannot read it.
 */
export async function preview(blob) {
  const full = await createImageBitmap(blob).catch(() => null);
  if (!full) {
    return null;
  }
  const { width, height } = full;
  const scale = PREVIEW / Math.max(width, height);
  if (scale >= 1) {
    return { bitmap: full, width, height };
  }
  const bitmap = await createImageBitmap(full, {
    resizeWidth: Math.max(1, Math.round(width * scale)),
    resizeHeight: Math.max(1, Math.round(height * scale)),
    resizeQuality: 'high',
  });
  full.close();
  return { bitmap, width, height };
}

/** A photograph as the service read it, upright, for what the browser shows otherwise or not at all. */
export const drawnByService = async (image, parameters, signal) => {
  const drawn = await api.draw(image, { ...parameters, opacity: '0' }, signal);
  return preview(parameters.reference ? await leftHalf(drawn) : drawn);
};

// A picture beside itself
async function leftHalf(blob) {
  const both = await createImageBitmap(blob);
  const canvas = new OffscreenCanvas(both.width / 2, both.height);
  canvas.getContext('2d').drawImage(both, 0, 0);
  return canvas.convertToBlob();
}

/** Has files that are chosen, dropped or pasted opened: `open` is called with the file and the element that took it. */
export function acceptFiles(inputs, open) {
  const take = (files, { target }) => {
    if (files?.length) {
      open(files[0], target);
    }
  };
  inputs.forEach((input) =>
    input.addEventListener('change', (event) => {
      take(input.files, event);
      input.value = '';
    }),
  );
  addEventListener('paste', (event) => take(event.clipboardData?.files, event));
  addEventListener('dragover', (event) => {
    if (event.dataTransfer?.types.includes('Files')) {
      event.preventDefault();
      document.body.classList.add('dropping');
    }
  });
  addEventListener('dragleave', (event) => {
    if (!event.relatedTarget) {
      document.body.classList.remove('dropping');
    }
  });
  addEventListener('drop', (event) => {
    document.body.classList.remove('dropping');
    if (event.dataTransfer?.files.length) {
      event.preventDefault();
      take(event.dataTransfer.files, event);
    }
  });
}
