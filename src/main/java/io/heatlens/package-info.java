/**
 * Heatlens answers <em>why did this Vision Transformer say that?</em> Start reading here.
 *
 * <pre>
 * bytes --decode--> DecodedImage --prepare--> Input --run--> Capture --explain--> Heatmap --render--> PNG / JSON
 *  web      image                    vit               vit              explain              render        web
 *
 * heatlens.models.sources.NAME --fetch--> model folder --load--> Model
 *           vit                    hub                   vit
 *
 * folder of images --explain--> a JSON and a PNG an image, a manifest
 *      batch         as above             batch, answer
 *
 * folder of images --rank--> MethodRanking, kept beside the model
 *      batch         batch        answer
 * </pre>
 *
 * Every arrow carries one immutable value; every verb is one class with one public
 * method. Packages look only to their left:
 * {@code image, hub <- vit <- explain <- render <- request <- answer <- web, batch}.
 */
@NullMarked
package io.heatlens;

import org.jspecify.annotations.NullMarked;
