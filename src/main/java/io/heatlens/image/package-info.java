/**
 * Turns untrusted bytes into pictures, and is the only code that meets them. In comes
 * what somebody uploaded, out goes an upright 8-bit sRGB
 * {@link io.heatlens.image.DecodedImage}, or an {@link io.heatlens.image.ImageException}
 * whose message a client may read. May use ImageIO; knows nothing of the web or of
 * tensors.
 */
@NullMarked
package io.heatlens.image;

import org.jspecify.annotations.NullMarked;
