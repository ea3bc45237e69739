/**
 * The class activation maps: methods that weight the activations of a layer. They receive
 * a layer's activations and gradients and return one signed map per image. A new method
 * extends {@link io.heatlens.explain.cam.WeightedCam} or
 * {@link io.heatlens.explain.cam.CamMethod}; {@link io.heatlens.explain.cam.HiResCam} is
 * an example.
 */
@NullMarked
package io.heatlens.explain.cam;

import org.jspecify.annotations.NullMarked;
