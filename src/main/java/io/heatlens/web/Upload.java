package io.heatlens.web;

import org.jspecify.annotations.Nullable;

/**
 * An uploaded image file that has not been decoded yet.
 *
 * @param name the client's name of the file, or {@code null} if there is none
 * @param bytes the content of the file
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Upload(@Nullable String name, byte[] bytes) {
}
