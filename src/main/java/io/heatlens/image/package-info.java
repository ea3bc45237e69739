/**
 * Decodes images, and is the only code that handles the untrusted bytes of image files.
 * Takes an uploaded file and returns an upright 8-bit sRGB
 * {@link io.heatlens.image.DecodedImage}, or throws an
 * {@link io.heatlens.image.ImageException} whose message is meant for the client. May use
 * ImageIO; knows nothing of the web or of tensors.
 */
@NullMarked
package io.heatlens.image;

import org.jspecify.annotations.NullMarked;
