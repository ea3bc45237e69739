/**
 * Commands that work through a folder of images, without serving: the command line comes
 * in, files go out. Stands beside the web and knows nothing of it; asks in the words of
 * the API, and answers in its JSON. Has no stereotypes, so that the service does not find
 * a command.
 *
 * <pre>
 * CommandLine --> ImageFolder --list--> Source --decode--> Decoded --explain--> Outcome --write--> JSON, PNGs, a line of the manifest
 *                                       Plan               DecodingQueue        FolderExplainer    ResultWriter
 * </pre>
 */
@NullMarked
package io.heatlens.batch;

import org.jspecify.annotations.NullMarked;
