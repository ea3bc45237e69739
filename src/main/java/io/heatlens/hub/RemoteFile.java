package io.heatlens.hub;

import java.net.URI;
import java.util.OptionalLong;

/**
 * A file that can be downloaded and checked.
 *
 * @param name to store it under
 * @param uri where it is
 * @param size in bytes, where it is known before
 * @param digest of its content
 */
record RemoteFile(String name, URI uri, OptionalLong size, Digest digest) {
}
