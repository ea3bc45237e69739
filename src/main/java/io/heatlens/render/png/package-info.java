/**
 * Encodes PNG files. Takes rows of pixels and returns the bytes of a file. Other packages
 * use only {@link io.heatlens.render.png.PngEncoder}.
 */
@NullMarked
package io.heatlens.render.png;

import org.jspecify.annotations.NullMarked;
