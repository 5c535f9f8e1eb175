/* Where the address already says what is asked, the list is not laid out first. */
if (location.hash.length > 1) document.documentElement.classList.add('asked');
