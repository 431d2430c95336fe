@NullMarked
package io.sealpost.rules.addresslist;

import org.jspecify.annotations.NullMarked;
