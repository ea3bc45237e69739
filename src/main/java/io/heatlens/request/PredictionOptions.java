package io.heatlens.request;

import io.heatlens.vit.Model;

/**
 * The options of a request for predictions.
 *
 * @param model the model to run, with the prompts of the request as its classes
 * @param top the number of classes to return per image
 */
public record PredictionOptions(Model model, int top) {
}
