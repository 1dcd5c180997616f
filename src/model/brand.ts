declare const brand: unique symbol;

/** A primitive that is told apart from its kind by name: an EndpointId is a string, but no string is an EndpointId. */
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name };
