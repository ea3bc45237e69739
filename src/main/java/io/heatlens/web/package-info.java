/**
 * The only package that knows HTTP, with its subpackages. It reads uploads and parameters
 * from requests, runs the stages, and answers with JSON, PNG files or problem documents.
 */
@NullMarked
package io.heatlens.web;

import org.jspecify.annotations.NullMarked;
