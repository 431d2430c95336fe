@NullMarked
package io.sealpost.rules.bulk;

import org.jspecify.annotations.NullMarked;
