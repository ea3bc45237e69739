/**
 * What is answered, whoever asked: the JSON of results, the picture of an explanation,
 * and the code of each error. Knows nothing of HTTP, so that the service and a command
 * answer alike.
 */
@NullMarked
package io.heatlens.answer;

import org.jspecify.annotations.NullMarked;
