/**
 * The class activation maps: methods that weight the activations of a layer. A new one
 * extends {@link io.heatlens.explain.cam.WeightedCam} or
 * {@link io.heatlens.explain.cam.CamMethod}; see
 * {@link io.heatlens.explain.cam.HiResCam}.
 */
@NullMarked
package io.heatlens.explain.cam;

import org.jspecify.annotations.NullMarked;
