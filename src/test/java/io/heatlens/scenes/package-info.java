/**
 * Scenes of clothing items with known places, to train the embedded model
 * {@code fashion-scenes} and to measure whether explanations point at what they should.
 * In come the items of Fashion-MNIST, out go pictures with boxes. Uses the JDK only; see
 * {@code src/training} for the program that learns from them.
 */
@NullMarked
package io.heatlens.scenes;

import org.jspecify.annotations.NullMarked;
