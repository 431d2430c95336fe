package io.sealpost.rules.addresslist;

import java.util.UUID;

/** A rule that uses a list. */
record ListUser(UUID rule, String scope, String name) {}
