/**
 * The families of timm, one class for each of its modules, and the parts that they share.
 * Their {@code config.json} names an architecture, from which the rest follows by the
 * conventions of timm. Any class may use {@code vit.family}, and what that may use.
 */
@NullMarked
package io.heatlens.vit.family.timm;

import org.jspecify.annotations.NullMarked;
