/**
 * The checkpoints of open_clip in its own format: {@code open_clip_config.json} and one
 * class per tower. An image tower of timm is read by the families of timm. May use all
 * that {@code vit.family} may use.
 */
@NullMarked
package io.heatlens.vit.family.openclip;

import org.jspecify.annotations.NullMarked;
