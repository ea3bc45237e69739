/**
 * Heatlens answers <em>why did this Vision Transformer say that?</em> Start reading here.
 *
 * <pre>
 * An upload becomes a picture:
 *
 *   bytes --decode--> DecodedImage --prepare--> Input --run--> ImageMaps --assemble--> ImageExplanation --render--> PNG or JSON
 *    web    image                     vit.input        explain, vit           explain              answer, render
 *
 * A checkpoint becomes a model:
 *
 *   model name --fetch--> folder --read--> VisionTransformer --check--> Model
 *               hub         vit.checkpoint, vit.family        vit
 *
 * A folder of images becomes a folder of explanations, or a ranking of the methods:
 *
 *   images --explain--> per image a JSON file and PNGs, and one manifest      (batch)
 *   images --rank-----> MethodRanking, kept beside the model                  (batch)
 * </pre>
 *
 * Every arrow carries one immutable value, and data flows one way. A package uses only
 * packages above it:
 *
 * <pre>
 * api                 how values are spelled in the API
 * image               decodes untrusted pictures
 * hub                 brings models by name into the store
 * engine              runs work on few threads: tickets, queue, batches, deadlines, libtorch
 * vit.checkpoint      reads the files of a checkpoint
 * vit.input           turns a picture into a model's input
 * vit.layer           layers that transform each token by itself
 * vit.transformer     the Vision Transformer as records of weights
 * vit.text            text towers: tokenizers, transformers, vectors of texts
 * vit.family          what published families share
 * vit.family.timm, .huggingface, .openclip  the families: names of tensors, configuration
 * vit.classes         the classes of a request: labels, and logits from outputs
 * vit                 the models that are served: start-up checks, sessions, passes, captures
 * explain.method      what a method is given and returns, and how its map is scaled
 * explain.cam         class activation maps          )
 * explain.attention   methods that follow attention  )  know nothing
 * explain.gradient    gradients of the pixels        )  of each other
 * explain.perturbation  many perturbed images        )
 * explain.metric      how faithful a map is          )
 * explain             the flow: plans, passes, batches, explanations
 * render.png, render  draws pictures and encodes them
 * request             what a client may ask for
 * answer              what is answered: JSON, pictures, error codes
 * web.access          keys, tokens and rate limits
 * web.problem         what errors mean over HTTP
 * web.tomcat          slow or too many clients: threads, bodies, upload memory (Tomcat)
 * web, batch          the two ways in: HTTP and the command line
 * </pre>
 */
@NullMarked
package io.heatlens;

import org.jspecify.annotations.NullMarked;
