// The panel works without this: with it, what is wrong is reached at once, and pages tell what goes on by themselves.
document.querySelector("[data-focus]")?.focus();
