// Before first paint, so that nothing flashes: a file of its own, because the CSP allows no inline script.
(function () {
  var choice = 'system';
  try {
    choice = localStorage.getItem('slipway.theme') || 'system';
  } catch {
    choice = 'system'; // storage is blocked
  }
  var dark =
    choice === 'dark' ||
    (choice === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
