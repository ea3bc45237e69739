/**
 * The content of answers: the JSON of results, the picture of an explanation, and the
 * code of each error. It does not use HTTP, so that the service and the commands give the
 * same answers.
 */
@NullMarked
package io.heatlens.answer;

import org.jspecify.annotations.NullMarked;
