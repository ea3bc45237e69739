package io.heatlens.web;

import org.jspecify.annotations.Nullable;

/**
 * One uploaded image, not yet looked at.
 *
 * @param name the client's file name, if it has one
 * @param bytes of the file
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Upload(@Nullable String name, byte[] bytes) {
}
