// The choice is written by src/store/persistence.ts.
try {
  const theme = JSON.parse(localStorage.getItem('seglab:1:preferences') ?? '{}')?.theme;
  if (theme === 'dark' || theme === 'light') document.documentElement.dataset.theme = theme;
} catch {
  // No storage: the system's theme it is.
}
