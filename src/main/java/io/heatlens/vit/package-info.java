/**
 * The models that are served, and the only owner of native memory and gradients: loads
 * and checks checkpoints, and runs models forward and backward. In come model folders and
 * prepared inputs, out go logits and {@link io.heatlens.vit.Captures}. May use {@code
 * image}, {@code hub}, {@code engine} and DJL; knows nothing of explanation methods,
 * drawn pictures or HTTP. <pre>
 * model folder --> ModelLoader --> Model --open--> ModelSession --forward, record--> ForwardPass --differentiate--> Captures
 *                  vit.checkpoint, vit.family      input: vit.input     vit.transformer
 * </pre>
 */
@NullMarked
package io.heatlens.vit;

import org.jspecify.annotations.NullMarked;
