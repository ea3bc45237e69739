/**
 * Commands that process a folder of images without serving requests: a command line comes
 * in, files go out. This package stands beside {@code web} and knows nothing of it. It
 * takes the parameters of the API and writes the JSON of the API. Its classes have no
 * stereotype annotations, so that the component scan of the service does not find the
 * commands.
 *
 * <pre>
 * CommandLine --> ImageFolder --list--> Source --decode--> Decoded --explain--> Outcome --write--> JSON, PNGs, a line of the manifest
 *                                       Plan               DecodingQueue        FolderExplainer    ResultWriter
 * </pre>
 */
@NullMarked
package io.heatlens.batch;

import org.jspecify.annotations.NullMarked;
