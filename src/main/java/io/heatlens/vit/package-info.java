/**
 * The models that are served, and the only owner of their native memory and gradients.
 * Loads and checks checkpoints, and runs models forward and backward. Model folders and
 * decoded images come in; logits and {@link io.heatlens.vit.Captures} go out. May use
 * {@code image}, {@code hub}, {@code engine} and DJL; knows nothing of explanation
 * methods, drawn pictures or HTTP.
 *
 * <pre>
 * model folder --> ModelLoader --> Model --open--> ModelSession --forward, record--> ForwardPass --differentiate--> Captures
 *                  vit.checkpoint, vit.family      input: vit.input     vit.transformer
 * </pre>
 */
@NullMarked
package io.heatlens.vit;

import org.jspecify.annotations.NullMarked;
