/**
 * The only package that knows HTTP: takes uploads and parameters apart, runs the stages
 * to its left, and answers in JSON, PNG or problem documents.
 */
@NullMarked
package io.heatlens.web;

import org.jspecify.annotations.NullMarked;
