const filters = document.getElementById('filters');
filters.addEventListener('input', () => {
  const words = document.getElementById('name').value.toLowerCase();
  const looks = Array.from(filters.querySelectorAll(':checked'), (box) => box.value);
  for (const scene of document.querySelectorAll('article')) scene.hidden = !scene.dataset.name.includes(words);
  for (const picture of document.querySelectorAll('[data-look]')) picture.hidden = !looks.includes(picture.dataset.look);
});
filters.addEventListener('submit', (event) => event.preventDefault());
