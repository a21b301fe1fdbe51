// Leads to another page, or to a place of this one.

export const goTo = (place) => {
  if (!place.startsWith("#")) {
    location.assign(place);
    return;
  }
  // Past the router, which would scroll back to where the page was; what lands at the place hears of it.
  history.pushState(history.state, "", place);
  dispatchEvent(new HashChangeEvent("hashchange"));
};
