package io.heatlens.hub;

import java.net.URI;
import java.util.OptionalLong;

/**
 * A file that can be downloaded and checked.
 *
 * @param name the name under which the file is stored
 * @param uri the address of the file
 * @param size the size in bytes, or empty if it is not known before the download
 * @param digest the digest of the content
 */
record RemoteFile(String name, URI uri, OptionalLong size, Digest digest) {
}
